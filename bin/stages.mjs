// The stages of `npm test`, each with its budget in minutes (docs/decisions), and the table they end in.
import { chromium } from './chromium.mjs'
import { seconds } from './step.mjs'
import { nodeTests, playwrightTests, program, testFiles, withTestDatabase } from './tests.mjs'

/** @typedef {import('./ground.mjs').Ground} Ground */
/** @typedef {import('./tests.mjs').Count} Count */
/** @typedef {{name: string, budgetMin: number, run: (ground: Ground) => Promise<Count>}} Stage */

const CHAOS = /^e2e\/chaos\/.*\.test\.ts$/
const LAW = 'tidy.test.ts'

/** @type {Stage} */
const check = {
  name: 'check',
  budgetMin: 1,
  run: async ground =>
    sum(
      await Promise.all([
        program(ground, 'Biome', [
          'node_modules/@biomejs/biome/bin/biome',
          'ci',
          '--error-on-warnings',
          '--colors=off',
        ]),
        program(ground, 'tsc', ['node_modules/typescript/bin/tsc', '-p', '.']),
        program(ground, 'knip', ['node_modules/knip/bin/knip.js', '--no-progress']),
        nodeTests(ground, [LAW]),
      ]),
    ),
}

/** @type {Stage} */
const unit = {
  name: 'unit',
  budgetMin: 3,
  run: ground => {
    const isUnit = (/** @type {string} */ path) =>
      path !== LAW && !/\.db\.test\.ts$/.test(path) && !CHAOS.test(path)
    return nodeTests(ground, testFiles(ground.root, /\.test\.ts$/).filter(isUnit))
  },
}

/** @type {Stage} */
const integration = {
  name: 'integration',
  budgetMin: 4,
  run: ground =>
    withTestDatabase(ground, env => nodeTests(ground, testFiles(ground.root, /\.db\.test\.ts$/), { env })),
}

/** The desk builds its pages when they changed; here, so that no journey waits for it. */
/** @type {Stage} */
const build = {
  name: 'build',
  budgetMin: 1,
  run: ground => program(ground, 'next build', ['server/main.ts', '--build']),
}

/** @type {Stage} */
const journeys = {
  name: 'journeys',
  budgetMin: 4,
  run: async ground => {
    const env = { CHROMIUM: await chromium() }
    return playwrightTests(ground, env)
  },
}

/** @type {Stage} */
const chaos = {
  name: 'chaos',
  budgetMin: 3,
  // One file at a time: each hurts a whole desk, and two desks on two cores would judge each other's load.
  run: ground => nodeTests(ground, testFiles(ground.root, CHAOS), { args: ['--test-concurrency=1'] }),
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
  const rows = []
  for (const { name, budgetMin, run } of stages) {
    process.stdout.write(`\n── ${name}\n`)
    const begun = performance.now()
    const count = await run(ground).catch(troubleOf)
    rows.push({ name, budgetMin, ms: performance.now() - begun, count })
  }
  process.stdout.write(`\n${table(rows)}\n`)
  const { passed, failed } = sum(rows.map(row => row.count))
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  return failed
}

/**
 * @param {readonly {name: string, budgetMin: number, ms: number, count: Count}[]} rows
 */
export function table(rows) {
  const line = (/** @type {readonly string[]} */ [name = '', ...cells]) =>
    [name.padEnd(12), ...cells.map(cell => cell.padStart(9))].join(' ')
  const head = line(['stage', 'passed', 'failed', 'skipped', 'time', 'budget'])
  const body = rows.map(({ name, budgetMin, ms, count }) => {
    const isOver = ms > budgetMin * 60_000
    const cells = [count.passed, count.failed, count.skipped].map(String)
    return line([name, ...cells, seconds(ms), `${budgetMin} min`]) + (isOver ? '  over budget' : '')
  })
  const total = rows.reduce((ms, row) => ms + row.ms, 0)
  return [head, ...body, line(['all', '', '', '', seconds(total), ''])].join('\n')
}

/**
 * @param {unknown} fault
 * @returns {Count}
 */
function troubleOf(fault) {
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
