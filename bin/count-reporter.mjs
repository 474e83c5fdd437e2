// Reporter of node:test that keeps what bin/test.mjs tells of a run: its count, why tests were skipped, which files began and
// ended, and what they left open. Line by line, for a run may be ended before it ends; and how it is read again.

export const LEFT_OPEN = 'left open: '

/** @typedef {{passed: number, failed: number, cancelled: number, skipped: number, todo: number}} Counts */
/** @typedef {{counts?: Counts, skipped: string[], leftOpen: string[], unfinished: string[]}} Report */
/** @typedef {{counts: Counts} | {skipped: string} | {leftOpen: string} | {began: string} | {ended: string}} Line */

/** @param {AsyncIterable<{type: string, data: any}>} source */
// biome-ignore lint/style/noDefaultExport: node:test takes the reporter from there
export default async function* count(source) {
  for await (const event of source) {
    const line = lineOf(event)
    if (line !== undefined) yield `${JSON.stringify(line)}\n`
  }
}

/**
 * @param {{type: string, data: any}} event
 * @returns {Line | undefined}
 */
function lineOf({ type, data }) {
  if (type === 'test:pass' && typeof data.skip === 'string') return { skipped: `${data.name}: ${data.skip}` }
  if (type === 'test:summary' && data.file === undefined) return { counts: data.counts }
  if (type === 'test:stderr' && data.message.includes(LEFT_OPEN)) {
    const [, what = ''] = data.message.split(LEFT_OPEN)
    return { leftOpen: `${data.file}: ${what.split('\n')[0]}` }
  }
  // To the runner each file is a test; what is in one bears its name.
  const isFile = data.nesting === 0 && data.file !== undefined && data.entryFile === undefined
  if (isFile && type === 'test:dequeue') return { began: data.name }
  if (isFile && type === 'test:complete') return { ended: data.name }
  return undefined
}

/**
 * @param {string} text what the reporter wrote; the last line may be cut
 * @returns {Report}
 */
export function readReport(text) {
  /** @type {Report} */
  const report = { skipped: [], leftOpen: [], unfinished: [] }
  for (const part of text.split('\n').slice(0, -1)) {
    /** @type {Line} */
    const line = JSON.parse(part)
    if ('counts' in line) report.counts = line.counts
    else if ('skipped' in line) report.skipped.push(line.skipped)
    else if ('leftOpen' in line) report.leftOpen.push(line.leftOpen)
    else if ('began' in line) report.unfinished.push(line.began)
    else report.unfinished = report.unfinished.filter(file => file !== line.ended)
  }
  return report
}
