// A detail is read by people: what changed stands as before and after, whatever shape it was written in.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tell } from './detail-words.ts'

const told = (detail: Record<string, unknown>) => tell(detail, { moment: at => `moment ${at}` })

test('what is other than before, by name, and nothing that stayed', () => {
  const detail = { before: { role: 'viewer', name: 'Ada' }, after: { role: 'trader', name: 'Ada' }, links: 2 }
  assert.deepEqual(told(detail), {
    changes: [{ what: 'role', before: 'viewer', after: 'trader' }],
    facts: [{ what: 'links', value: '2' }],
  })
})

test('what was not there before, or is there no more', () => {
  const cases: [Record<string, unknown>, string, string][] = [
    [{ before: null, after: 'key-1' }, 'none', 'key-1'],
    [{ before: 'open', after: 'revoked' }, 'open', 'revoked'],
    [{ before: 'key-1', after: null }, 'key-1', 'none'],
    [{ after: true }, 'none', 'yes'],
  ]
  for (const [detail, before, after] of cases) {
    assert.deepEqual(told(detail).changes, [{ what: '', before, after }])
  }
  assert.deepEqual(told({ before: null, after: { keys: { help: 'h' } } }).changes, [
    { what: 'keys, help', before: 'none', after: 'h' },
  ])
})

test('facts in words: times, yes and no, lists, and what lies within', () => {
  const detail = {
    expires_at: 5,
    filter: { from: 7, object: 'x' },
    is_cut: false,
    tags: ['a', 'b'],
    empty: [],
  }
  assert.deepEqual(told(detail).facts, [
    { what: 'expires at', value: 'moment 5' },
    { what: 'filter, from', value: 'moment 7' },
    { what: 'filter, object', value: 'x' },
    { what: 'is cut', value: 'no' },
    { what: 'tags', value: 'a, b' },
    { what: 'empty', value: 'none' },
  ])
})

test('no detail is too strange to be read', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), detail => {
      const { changes, facts } = told({ ...detail })
      for (const { before, after } of changes) assert(before !== '' && after !== '')
      for (const { value } of facts) assert.equal(typeof value, 'string')
    }),
  )
})
