// How each kind of test is run, and what it counted: node:test, Playwright, and a program that passes or fails as a whole.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { readReport } from './count-reporter.mjs'
import { seconds, Trouble } from './step.mjs'
import { endGroup, runWithin } from './within.mjs'

/** @typedef {import('./ground.mjs').Ground} Ground */
/** @typedef {import('./within.mjs').Limit} Limit */
/** @typedef {{passed: number, failed: number, skipped: number}} Count */

/** By its path from the root: `components/data` is a room of ours, `data` is a desk's. */
const OUTSIDE = /^(node_modules|\.git|\.next.*|\.runtime|data|test-results|server\/db\/generated)$/
const TEST_WITHIN_MS = 120_000
/** After the tests of a file: its own hooks stop a desk in that time. */
const LEFT_OPEN_WITHIN_MS = 60_000
const DATABASE_STARTS_WITHIN_MS = 120_000
const DATABASE_STOPS_WITHIN_MS = 30_000

/**
 * Every file of the house whose path matches.
 * @param {string} root
 * @param {RegExp} pattern
 * @param {string} [folder]
 * @returns {string[]}
 */
export function testFiles(root, pattern, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return OUTSIDE.test(path) ? [] : testFiles(root, pattern, path)
    return pattern.test(path) ? [path] : []
  })
}

/** @typedef {{env?: Record<string, string>, args?: readonly string[], testWithinMs?: number, leftOpenWithinMs?: number}} NodeOptions */

/**
 * @param {Ground} ground
 * @param {readonly string[]} files
 * @param {NodeOptions & {limit: Limit}} options
 * @returns {Promise<Count>}
 */
export async function nodeTests(ground, files, { limit, ...options }) {
  if (files.length === 0) return sawNothing('no test files')
  return withReport(async report => {
    const words = [ground.node, ...nodeWords(ground.root, report, options), ...files]
    const env = { ...ground.env, ...options.env }
    const { code, isOver } = await runWithin(words, limit, { cwd: ground.root, env })
    const { counts, skipped, leftOpen, unfinished } = readReport(
      existsSync(report) ? readFileSync(report, 'utf8') : '',
    )
    for (const reason of skipped) process.stdout.write(`skipped: ${reason}\n`)
    for (const what of leftOpen)
      process.stdout.write(`its tests have ended, and it has not; left open by ${what}\n`)
    if (isOver) return tookTooLong(limit, unfinished)
    if (counts === undefined) return sawNothing('the test runner ended early')
    const { passed, failed, cancelled, todo } = counts
    return honest({ passed, failed: failed + cancelled, skipped: counts.skipped + todo }, code)
  })
}

/**
 * @param {string} root
 * @param {string} report
 * @param {NodeOptions} options
 */
function nodeWords(
  root,
  report,
  { args = [], testWithinMs = TEST_WITHIN_MS, leftOpenWithinMs = LEFT_OPEN_WITHIN_MS },
) {
  const ours = (/** @type {string} */ name) => pathToFileURL(join(root, 'bin', name)).href
  return [
    '--test',
    // A test that hangs is told by its name, and does not hold up the others; nor does what it leaves open.
    `--test-timeout=${testWithinMs}`,
    `--import=${ours('left-open.mjs')}?within=${leftOpenWithinMs}`,
    ...['--test-reporter=dot', '--test-reporter-destination=stdout'],
    ...[`--test-reporter=${ours('count-reporter.mjs')}`, `--test-reporter-destination=${report}`],
    ...args,
  ]
}

/**
 * @param {Ground} ground
 * @param {{env: Record<string, string>, limit: Limit}} options
 * @returns {Promise<Count>}
 */
export async function playwrightTests({ root, node, env }, { env: extra, limit }) {
  return withReport(async report => {
    const words = [node, 'node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json']
    const all = { ...env, ...extra, PLAYWRIGHT_JSON_OUTPUT_NAME: report }
    const { code, isOver } = await runWithin(words, limit, { cwd: root, env: all })
    if (isOver) return tookTooLong(limit, [])
    if (!existsSync(report)) return sawNothing('Playwright ended early')
    const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(report, 'utf8')).stats
    return honest({ passed: expected, failed: unexpected + flaky, skipped }, code)
  })
}

/**
 * One program as one test: it says nothing unless it fails.
 * @param {Ground} ground
 * @param {{name: string, args: readonly string[], limit: Limit}} options
 * @returns {Promise<Count>}
 */
export async function program({ root, node, env }, { name, args, limit }) {
  const { code, tail, isOver } = await runWithin([node, ...args], limit, { cwd: root, env, isQuiet: true })
  if (isOver) tookTooLong(limit, [name])
  if (code !== 0) process.stdout.write(`\n${name} failed:\n${tail}\n`)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/**
 * A PostgreSQL for the time of the work, unless the operator named one.
 * @template T
 * @param {Ground} ground
 * @param {(env: Record<string, string>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withTestDatabase({ root, node, env }, work) {
  if (env['TEST_DATABASE_URL']) return work({})
  const child = spawn(node, ['server/testing/serve-cluster.ts'], {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true, // Ctrl-C is for the tests: they end before their database does
  })
  const ended = new Promise(resolve => child.on('exit', resolve))
  const starting = setTimeout(endGroup, DATABASE_STARTS_WITHIN_MS, child)
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      clearTimeout(starting)
      return await work({ TEST_DATABASE_URL: JSON.parse(line).url })
    }
    throw new Trouble('The PostgreSQL of the tests did not start.', 'see what it said above')
  } finally {
    clearTimeout(starting)
    child.stdin.end()
    const stopping = setTimeout(endGroup, DATABASE_STOPS_WITHIN_MS, child)
    await ended
    clearTimeout(stopping)
  }
}

/**
 * @param {(path: string) => Promise<Count>} work
 * @returns {Promise<Count>}
 */
async function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-count-'))
  try {
    return await work(join(folder, 'count.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * A run that failed as a whole, or looked at nothing, is not green whatever it counted.
 * @param {Count} count
 * @param {number} code
 * @returns {Count}
 */
function honest(count, code) {
  if (count.passed + count.failed === 0) return sawNothing('no test ran')
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

/**
 * @param {Limit} limit
 * @param {readonly string[]} unfinished
 * @returns {Count}
 */
function tookTooLong({ withinMs }, unfinished) {
  const names = unfinished.length === 0 ? '' : `; not finished: ${unfinished.join(', ')}`
  process.stdout.write(`\nfailed: ended after ${seconds(withinMs)}, which is all the time it has${names}\n`)
  return { passed: 0, failed: Math.max(1, unfinished.length), skipped: 0 }
}

/**
 * @param {string} why
 * @returns {Count}
 */
function sawNothing(why) {
  process.stdout.write(`\nfailed: ${why}\n`)
  return { passed: 0, failed: 1, skipped: 0 }
}
