// How each kind of test is run, and what it counted: node:test, Playwright, and a program that passes or fails as a whole.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { handOver, runQuietly } from './command.mjs'
import { Trouble } from './step.mjs'

/** @typedef {import('./ground.mjs').Ground} Ground */
/** @typedef {{passed: number, failed: number, skipped: number}} Count */

/** By its path from the root: `components/data` is a room of ours, `data` is a desk's. */
const OUTSIDE = /^(node_modules|\.git|\.next.*|\.runtime|data|test-results|server\/db\/generated)$/
const TEST_WITHIN_MS = 120_000

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

/**
 * @param {Ground} ground
 * @param {readonly string[]} files
 * @param {{env?: Record<string, string>, args?: readonly string[], testWithinMs?: number}} [options]
 * @returns {Promise<Count>}
 */
export async function nodeTests(
  { root, node, env },
  files,
  { env: extra = {}, args = [], testWithinMs = TEST_WITHIN_MS } = {},
) {
  if (files.length === 0) return sawNothing('no test files')
  return withReport(async report => {
    const reporters = [
      ...['--test-reporter=dot', '--test-reporter-destination=stdout'],
      ...[`--test-reporter=${join(root, 'bin/count-reporter.mjs')}`, `--test-reporter-destination=${report}`],
    ]
    // A test that hangs is told by its name, and does not hold up the others.
    const words = [node, '--test', `--test-timeout=${testWithinMs}`, ...reporters, ...args, ...files]
    const code = await handOver(words, { cwd: root, env: { ...env, ...extra } })
    if (!existsSync(report) || readFileSync(report, 'utf8') === '')
      return sawNothing('the test runner ended early')
    const { passed, failed, cancelled, skipped, todo, reasons } = JSON.parse(readFileSync(report, 'utf8'))
    for (const reason of reasons) process.stdout.write(`skipped: ${reason}\n`)
    const count = { passed, failed: failed + cancelled, skipped: skipped + todo }
    return honest(count, code)
  })
}

/**
 * @param {Ground} ground
 * @param {Record<string, string>} extra
 * @returns {Promise<Count>}
 */
export async function playwrightTests({ root, node, env }, extra) {
  return withReport(async report => {
    const words = [node, 'node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json']
    const all = { ...env, ...extra, PLAYWRIGHT_JSON_OUTPUT_NAME: report }
    const code = await handOver(words, { cwd: root, env: all })
    if (!existsSync(report)) return sawNothing('Playwright ended early')
    const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(report, 'utf8')).stats
    return honest({ passed: expected, failed: unexpected + flaky, skipped }, code)
  })
}

/**
 * One program as one test: it says nothing unless it fails.
 * @param {Ground} ground
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<Count>}
 */
export async function program({ root, node, env }, name, args) {
  const { code, tail } = await runQuietly([node, ...args], { cwd: root, env })
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
  })
  const ended = new Promise(resolve => child.on('close', resolve))
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      return await work({ TEST_DATABASE_URL: JSON.parse(line).url })
    }
    throw new Trouble('The PostgreSQL of the tests did not start.', 'see what it said above')
  } finally {
    child.stdin.end()
    await ended
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
 * @param {string} why
 * @returns {Count}
 */
function sawNothing(why) {
  process.stdout.write(`\nfailed: ${why}\n`)
  return { passed: 0, failed: 1, skipped: 0 }
}
