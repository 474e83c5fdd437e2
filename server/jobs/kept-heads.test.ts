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
      assert.deepEqual(parseHeads(line + line), { ok: true, value: kept })
    }),
  )
})

test('a last line that was cut by a stop is left out; a wrong one before it is named', () => {
  const whole = encodeHeads(epochMs(1), [])
  assert.deepEqual(parseHeads(`${whole}{"at":2,"he`), { ok: true, value: [] })
  for (const wrong of ['{"at":2,"he', '{"at":2,"heads":[],"more":1}', '[]', 'x']) {
    assert.deepEqual(parseHeads(`${whole}${wrong}\n${whole}`), { ok: false, error: 2 }, wrong)
  }
})
