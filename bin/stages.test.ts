// The end of `npm test`: a table of the stages, a last line that adds them up, and no test that no stage runs.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { ALL, failedByTime, filesOfStages, limitOf, table } from './stages.mjs'

const count = { passed: 12, failed: 1, skipped: 0 }
const OUTSIDE = new Set(['node_modules', 'data', 'test-results'])

test('the table tells each stage and which one took too long', () => {
  const text = table([
    { name: 'check', budgetMin: 1, ms: 12_340, count },
    { name: 'unit', budgetMin: 3, ms: 200_000, count },
  ])
  const [, check = '', unit = '', all = ''] = text.split('\n')
  assert.match(check, /^check +12 +1 +0 +12\.3 s +1 min$/)
  assert.match(unit, /over budget$/)
  assert.match(all, /^all +212\.3 s/)
})

test('a part uses up the budget of its whole', () => {
  const part = { name: 'build', budgetMin: 0, partOf: 'journeys', count }
  const whole = { name: 'journeys', budgetMin: 4, ms: 200_000, count }
  assert.doesNotMatch(table([{ ...part, ms: 30_000 }, whole]), /over budget/)
  const [, build = '', journeys = ''] = table([{ ...part, ms: 50_000 }, whole]).split('\n')
  assert.match(build, /journeys$/)
  assert.match(journeys, /over budget$/)
})

test('more than twice its budget fails a stage, and only that one', () => {
  const [slow, broken] = failedByTime([
    { name: 'unit', budgetMin: 3, ms: 359_000, count },
    { name: 'chaos', budgetMin: 3, ms: 361_000, count },
  ])
  assert.equal(slow?.count.failed, 1)
  assert.equal(broken?.count.failed, 2)
})

test('the budgets are those of the decision: fifteen minutes in all', () => {
  const budgets = ALL.map(({ name, budgetMin }) => `${name} ${budgetMin}`)
  assert.deepEqual(budgets, ['check 1', 'unit 2', 'integration 4', 'build 0', 'journeys 5', 'chaos 3'])
})

test('every test of the house is run by one stage', () => {
  const folders = readdirSync('.', { withFileTypes: true }).filter(
    entry => entry.isDirectory() && !entry.name.startsWith('.') && !OUTSIDE.has(entry.name),
  )
  const there = ['*.test.ts', ...folders.map(({ name }) => `${name}/**/*.test.ts`)].flatMap(pattern =>
    globSync(pattern),
  )
  const run = filesOf({ isDeep: true })
  assert.deepEqual(run.toSorted(), there.toSorted())
  assert.ok(run.includes('components/data/link.test.ts'), 'a room may be named like a folder of the desk')
})

test('a deep test is no part of the ordinary run, and is not skipped there either', () => {
  const ordinary = new Set(filesOf({ isDeep: false }))
  const deep = filesOf({ isDeep: true }).filter(path => !ordinary.has(path))
  assert.deepEqual(deep, globSync('e2e/chaos/deep/*.test.ts'))
  assert.notEqual(deep.length, 0)
  assert.ok(ordinary.has('e2e/chaos/kill.test.ts'), 'it has a short form, and a long one by TEST_DEEP')
})

test('no stage takes more than twice its budget, a part as little as its whole, a deep one hours', () => {
  const env = { NODE_ENV: 'test' } as const
  const ground = { root: '', node: '', env }
  const minutes = ALL.map(
    ({ name, ...plan }) => `${name} ${limitOf({ name, ...plan }, { stages: ALL, ground }).withinMs / 60_000}`,
  )
  assert.deepEqual(minutes, ['check 2', 'unit 4', 'integration 8', 'build 10', 'journeys 10', 'chaos 6'])
  for (const plan of ALL) {
    const deep = { ...ground, env: { ...env, TEST_DEEP: '1' } }
    assert.equal(limitOf(plan, { stages: ALL, ground: deep }).withinMs, 4 * 3_600_000)
  }
})

test('a stage that does not end is ended, and counts as failed in the last line', () => {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', ENDLESS_STAGE], {
    encoding: 'utf8',
    env: { ...process.env, TEST_DEEP: undefined },
  })
  assert.match(stdout, /ended after 0\.0 s, which is all the time it has; not finished: endless/)
  assert.match(stdout, /\n0 passed, [1-9] failed\n$/)
})

const ENDLESS_STAGE = `
import { runStages } from '${import.meta.resolve('./stages.mjs')}'
import { program } from '${import.meta.resolve('./tests.mjs')}'
const args = ['--eval', 'setInterval(() => {}, 1000)']
const run = (ground, limit) => program(ground, { name: 'endless', args, limit })
await runStages([{ name: 'sample', budgetMin: 0.0001, run }], { root: '.', node: process.execPath, env: process.env })
`

function filesOf({ isDeep }: { isDeep: boolean }): string[] {
  return Object.values(filesOfStages({ root: process.cwd(), isDeep })).flat()
}
