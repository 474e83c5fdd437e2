// The end of `npm test`: a table of the stages, and a last line that adds them up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { table } from './stages.mjs'
import { testFiles } from './tests.mjs'

test('the table tells each stage and which one took too long', () => {
  const count = { passed: 12, failed: 1, skipped: 0 }
  const text = table([
    { name: 'check', budgetMin: 1, ms: 12_340, count },
    { name: 'unit', budgetMin: 3, ms: 200_000, count },
  ])
  const [, check = '', unit = '', all = ''] = text.split('\n')
  assert.match(check, /^check +12 +1 +0 +12\.3 s +1 min$/)
  assert.match(unit, /over budget$/)
  assert.match(all, /^all +212\.3 s/)
})

test('tests are found wherever they stand, and not in what is brought or built', () => {
  const files = testFiles(process.cwd(), /\.test\.ts$/)
  assert.ok(files.includes('bin/stages.test.ts'))
  assert.ok(files.includes('tidy.test.ts'))
  assert.ok(files.every(path => !/node_modules|\.next|\.runtime/.test(path)))
})
