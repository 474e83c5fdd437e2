// What is kept of a run of tests, line by line, is there for whoever ends it early.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import count, { readReport } from './count-reporter.mjs'

const COUNTS = { passed: 3, failed: 1, cancelled: 0, skipped: 1, todo: 0 }
const REASON = 'no small disk'
const began = (name: string) => ({ type: 'test:dequeue', data: { name, nesting: 0, file: `/${name}` } })
const ended = (name: string) => ({ type: 'test:complete', data: { name, nesting: 0, file: `/${name}` } })

async function written(...events: { type: string; data: object }[]): Promise<string> {
  async function* source() {
    yield* events
  }
  let text = ''
  for await (const line of count(source())) text += line
  return text
}

test('a whole run: its count, what was skipped and what was left open', async () => {
  const text = await written(
    began('a.test.ts'),
    { type: 'test:pass', data: { name: 'one', nesting: 0, skip: REASON } },
    { type: 'test:stderr', data: { file: 'a.test.ts', message: 'a warning\nleft open: TCPServerWrap\n' } },
    { type: 'test:summary', data: { file: '/a.test.ts', counts: { ...COUNTS, passed: 1 } } },
    ended('a.test.ts'),
    { type: 'test:summary', data: { counts: COUNTS } },
  )
  assert.deepEqual(readReport(text), {
    counts: COUNTS,
    skipped: [`one: ${REASON}`],
    leftOpen: ['a.test.ts: TCPServerWrap'],
    unfinished: [],
  })
})

test('a run that was cut: the files that had begun and not ended, but no test inside one', async () => {
  const inside = { name: 'one', nesting: 0, file: '/b.test.ts', entryFile: '/b.test.ts' }
  const text = await written(
    began('a.test.ts'),
    began('b.test.ts'),
    { type: 'test:dequeue', data: inside },
    ended('a.test.ts'),
    { type: 'test:complete', data: inside },
    began('c.test.ts'),
  )
  const { counts, unfinished } = readReport(`${text}{"ended":"b.te`)
  assert.equal(counts, undefined)
  assert.deepEqual(unfinished, ['b.test.ts', 'c.test.ts'])
})
