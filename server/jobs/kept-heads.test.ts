// What is kept of the audit heads reads back, and a line that was changed is not passed over.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { epochMs } from '#lib/base/time.ts'
import { encodeHeads, parseHeads } from './kept-heads.ts'

const head = fc.record(
  {
    chain: fc.string(),
    sequence: fc.bigInt({ min: 1n, max: 1n << 50n }),
    hash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => Buffer.from(bytes)),
  },
  { noNullPrototype: true },
)
const heads = fc.uniqueArray(head, { selector: ({ sequence }) => sequence, maxLength: 20 })

test('heads read back, each once, however often they were kept', () => {
  fc.assert(
    fc.property(heads, kept => {
      const line = encodeHeads(epochMs(1), kept)
      assert.deepEqual(parseHeads(line + line), { heads: kept, at: 1, wrongLines: [] })
    }),
  )
})

test('a line that was cut by a stop is passed over; a wrong one is named; the rest is read all the same', () => {
  const whole = encodeHeads(epochMs(1), [])
  const later = encodeHeads(epochMs(2), [])
  const read = { heads: [], at: 2, wrongLines: [] }
  for (let length = 0; length < whole.length; length++) {
    assert.deepEqual(parseHeads(`${later}${whole.slice(0, length)}`), read)
    assert.deepEqual(parseHeads(`${whole.slice(0, length)}\n${later}`), read)
  }
  for (const wrong of ['{"at":2,"heads":[],"more":[]}', '[]', 'x']) {
    assert.deepEqual(parseHeads(`${whole}${wrong}\n${later}`), { ...read, wrongLines: [2] }, wrong)
  }
})
