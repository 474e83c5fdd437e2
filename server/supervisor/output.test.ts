// Everything is kept; what a person must see is shown, short, and without what only a machine reads.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openOutput } from './output.ts'

function heard() {
  const kept: string[] = []
  const shown: string[] = []
  const file = {
    write: (line: string) => void kept.push(line),
    close: () => undefined,
  }
  const output = openOutput(file, { now: () => 7, show: text => void shown.push(text) })
  return { kept, shown, output }
}

test('news goes into the file as it is, and not to the console', () => {
  const { kept, shown, output } = heard()
  const line = '{"level":"info","at":1,"process":"web","event":"ready"}'
  output('web', line, 'out')
  assert.deepEqual([kept, shown], [[line], []])
})

test('a warning is shown with its fields and the message of its error, without a stack', () => {
  const { shown, output } = heard()
  output(
    'jobs',
    '{"level":"warn","at":1,"process":"jobs","job":"backup","error":{"message":"no room","stack":"at x"},"event":"job_failed"}',
    'out',
  )
  assert.deepEqual(shown, ['jobs: warn job failed, job=backup, no room\n'])
})

test('last words are kept as a line like any other, and shown', () => {
  const { kept, shown, output } = heard()
  output('engine', 'TypeError: x is not a function', 'err')
  assert.deepEqual(shown, ['engine: TypeError: x is not a function\n'])
  assert.deepEqual(
    kept.map(line => JSON.parse(line)),
    [{ level: 'error', at: 7, process: 'engine', event: 'said', message: 'TypeError: x is not a function' }],
  )
})

test('what only looks like a log line is kept as text', () => {
  const { kept, shown, output } = heard()
  output('web', '{"level":', 'out')
  output('web', '{}', 'out')
  assert.deepEqual([kept.length, shown], [2, []])
  assert.equal(JSON.parse(kept[0] ?? '').message, '{"level":')
})

test('a password in an address is masked, wherever it is said', () => {
  const { kept, shown, output } = heard()
  output('jobs', 'Error: connect postgres://jobs:s3cret@db:5432/desk', 'err')
  output('jobs', 'plain postgres://jobs:s3cret@db/desk', 'out')
  assert.doesNotMatch([...kept, ...shown].join(), /s3cret/)
  assert.deepEqual(shown, ['jobs: Error: connect postgres://jobs:***@db:5432/desk\n'])
})
