// The end of `npm test`: a table of the stages, a last line that adds them up, and no test that no stage runs.
import assert from 'node:assert/strict'
import { globSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { ALL, failedByTime, filesOfStages, table } from './stages.mjs'

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
  assert.deepEqual(budgets, ['check 1', 'unit 3', 'integration 4', 'build 0', 'journeys 4', 'chaos 3'])
})

test('every test of the house is run by one stage', () => {
  const folders = readdirSync('.', { withFileTypes: true }).filter(
    entry => entry.isDirectory() && !entry.name.startsWith('.') && !OUTSIDE.has(entry.name),
  )
  const there = ['*.test.ts', ...folders.map(({ name }) => `${name}/**/*.test.ts`)].flatMap(pattern =>
    globSync(pattern),
  )
  const run = Object.values(filesOfStages(process.cwd())).flat()
  assert.deepEqual(run.toSorted(), there.toSorted())
  assert.ok(run.includes('components/data/link.test.ts'), 'a room may be named like a folder of the desk')
})
