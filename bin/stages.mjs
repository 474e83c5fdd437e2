// The stages of `npm test`, each with its budget in minutes (docs/decisions), and the table they end in.
import { chromium } from './chromium.mjs'
import { seconds } from './step.mjs'
import { nodeTests, playwrightTests, program, testFiles, withTestDatabase } from './tests.mjs'
import { Interrupted } from './within.mjs'

/** @typedef {import('./ground.mjs').Ground} Ground */
/** @typedef {import('./tests.mjs').Count} Count */
/** @typedef {{name: string, budgetMin: number, partOf?: string}} Plan a part has no budget of its own, it uses its whole's */
/** @typedef {import('./within.mjs').Limit} Limit */
/** @typedef {Plan & {run: (ground: Ground, limit: Limit) => Promise<Count>}} Stage the limit is that of each of its commands */
/** @typedef {Plan & {ms: number, count: Count}} Row */

const CHAOS = /^e2e\/chaos\/.*\.test\.ts$/
/** Run by `npm run test:deep` alone: what no short form can stand for. */
const DEEP = /^e2e\/chaos\/deep\//
const LAW = 'tidy.test.ts'
const CHAOS_TEST_WITHIN_MS = 600_000
const DEEP_TEST_WITHIN_MS = 7_200_000
const DEEP_STAGE_WITHIN_MS = 2 * DEEP_TEST_WITHIN_MS
/** A slow machine is slow, not red; but what takes so much longer than it may is broken. */
const BUDGETS_MAX = 2

/**
 * Which tests of node:test each stage runs.
 * @param {{root: string, isDeep: boolean}} of
 */
export function filesOfStages({ root, isDeep }) {
  const all = testFiles(root, /\.test\.ts$/).filter(path => isDeep || !DEEP.test(path))
  const isOf = {
    check: (/** @type {string} */ path) => path === LAW,
    chaos: (/** @type {string} */ path) => CHAOS.test(path),
    integration: (/** @type {string} */ path) => /\.db\.test\.ts$/.test(path) && !CHAOS.test(path),
  }
  return {
    check: all.filter(isOf.check),
    unit: all.filter(path => !Object.values(isOf).some(isOne => isOne(path))),
    integration: all.filter(isOf.integration),
    chaos: all.filter(isOf.chaos),
  }
}

/** @type {Stage} */
const check = {
  name: 'check',
  budgetMin: 1,
  run: async (ground, limit) => {
    const programs = [
      { name: 'Biome', args: ['@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off'] },
      { name: 'tsc', args: ['typescript/bin/tsc', '-p', '.'] },
      { name: 'knip', args: ['knip/bin/knip.js', '--no-progress'] },
    ]
    const counts = programs.map(({ name, args: [path, ...args] }) =>
      program(ground, { name, args: [`node_modules/${path}`, ...args], limit }),
    )
    return sum(await Promise.all([...counts, nodeTests(ground, filesOf(ground).check, { limit })]))
  },
}

/** @type {Stage} */
const unit = {
  name: 'unit',
  budgetMin: 2,
  run: (ground, limit) => nodeTests(ground, filesOf(ground).unit, { limit }),
}

/** @type {Stage} */
const integration = {
  name: 'integration',
  budgetMin: 4,
  run: (ground, limit) =>
    withTestDatabase(ground, env => nodeTests(ground, filesOf(ground).integration, { env, limit })),
}

/** The desk builds its pages when they changed; here, so that no journey waits for it. */
/** @type {Stage} */
const build = {
  name: 'build',
  budgetMin: 0,
  partOf: 'journeys',
  run: (ground, limit) => program(ground, { name: 'next build', args: ['server/main.ts', '--build'], limit }),
}

/** @type {Stage} */
const journeys = {
  name: 'journeys',
  budgetMin: 5,
  run: async (ground, limit) => playwrightTests(ground, { env: { CHROMIUM: await chromium() }, limit }),
}

/** @type {Stage} */
const chaos = {
  name: 'chaos',
  budgetMin: 3,
  // One file at a time: each hurts a whole desk, and two desks on two cores would judge each other's load.
  run: (ground, limit) =>
    nodeTests(ground, filesOf(ground).chaos, {
      args: ['--test-concurrency=1'],
      testWithinMs: isDeep(ground) ? DEEP_TEST_WITHIN_MS : CHAOS_TEST_WITHIN_MS,
      limit,
    }),
}

export const CHECK = [check]
export const ALL = [check, unit, integration, build, journeys, chaos]

/**
 * Runs the stages one after the other, all of them: one that fails hides nothing of the next.
 * @param {readonly Stage[]} stages
 * @param {Ground} ground
 * @returns {Promise<number>} how many failed
 */
export async function runStages(stages, ground) {
  /** @type {Row[]} */
  const rows = []
  for (const { run, ...plan } of stages) {
    process.stdout.write(`\n── ${plan.name}\n`)
    const begun = performance.now()
    const count = await run(ground, limitOf(plan, { stages, ground })).catch(troubleOf)
    rows.push({ ...plan, ms: performance.now() - begun, count })
  }
  const judged = isDeep(ground) ? rows : failedByTime(rows)
  process.stdout.write(`\n${table(judged)}\n`)
  const { passed, failed } = sum(judged.map(row => row.count))
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  return failed
}

/**
 * What takes so long that its stage has failed by then is not waited for.
 * @param {Plan} plan
 * @param {{stages: readonly Plan[], ground: Ground}} among
 * @returns {Limit}
 */
export function limitOf({ budgetMin, partOf }, { stages, ground }) {
  if (isDeep(ground)) return { withinMs: DEEP_STAGE_WITHIN_MS }
  const whole = stages.find(({ name }) => name === partOf)
  return { withinMs: BUDGETS_MAX * (whole?.budgetMin ?? budgetMin) * 60_000 }
}

/** @param {readonly Row[]} rows */
export function table(rows) {
  const line = (/** @type {readonly string[]} */ [name = '', ...cells]) =>
    [name.padEnd(12), ...cells.map(cell => cell.padStart(9))].join(' ')
  const head = line(['stage', 'passed', 'failed', 'skipped', 'time', 'budget'])
  const body = rows.map(row => {
    const { name, budgetMin, partOf, ms, count } = row
    const budget = partOf === undefined ? `${budgetMin} min` : partOf
    const cells = [count.passed, count.failed, count.skipped].map(String)
    const isOver = partOf === undefined && budgetsUsed(row, rows) > 1
    return line([name, ...cells, seconds(ms), budget]) + (isOver ? '  over budget' : '')
  })
  const total = rows.reduce((ms, row) => ms + row.ms, 0)
  return [head, ...body, line(['all', '', '', '', seconds(total), ''])].join('\n')
}

/**
 * A stage that took more than twice its budget fails, whatever it counted.
 * @param {readonly Row[]} rows
 * @returns {Row[]}
 */
export function failedByTime(rows) {
  return rows.map(row => {
    if (row.partOf !== undefined || budgetsUsed(row, rows) <= BUDGETS_MAX) return row
    return { ...row, count: { ...row.count, failed: row.count.failed + 1 } }
  })
}

/**
 * @param {Row} row
 * @param {readonly Row[]} rows
 */
function budgetsUsed(row, rows) {
  const parts = rows.filter(other => other === row || other.partOf === row.name)
  return parts.reduce((ms, part) => ms + part.ms, 0) / (row.budgetMin * 60_000)
}

/** @param {Ground} ground */
function isDeep({ env }) {
  return env['TEST_DEEP'] !== undefined
}

/** @param {Ground} ground */
function filesOf(ground) {
  return filesOfStages({ root: ground.root, isDeep: isDeep(ground) })
}

/**
 * @param {unknown} fault
 * @returns {Count}
 */
function troubleOf(fault) {
  if (fault instanceof Interrupted) throw fault
  const { message, advice } = /** @type {import('./step.mjs').Trouble} */ (fault)
  process.stdout.write(`\n${message}\n${advice === undefined ? '' : `What to do: ${advice}\n`}`)
  return { passed: 0, failed: 1, skipped: 0 }
}

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
function sum(counts) {
  const add = (/** @type {keyof Count} */ key) => counts.reduce((all, count) => all + count[key], 0)
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') }
}
