// Reporter of node:test that keeps only the count of a whole run and why tests were skipped, for the table of bin/test.mjs.

/** @param {AsyncIterable<{type: string, data: any}>} source */
// biome-ignore lint/style/noDefaultExport: node:test takes the reporter from there
export default async function* count(source) {
  const reasons = []
  for await (const { type, data } of source) {
    if (type === 'test:pass' && typeof data.skip === 'string') reasons.push(`${data.name}: ${data.skip}`)
    if (type === 'test:summary' && data.file === undefined) yield JSON.stringify({ ...data.counts, reasons })
  }
}
