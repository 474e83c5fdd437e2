// The cautious reader agrees with JSON.parse on everything harmless, and refuses the rest.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ok } from '#lib/base/result.ts'
import { DEPTH_MAX, ITEMS_MAX, isPoisonous, parseJson } from './json.ts'

test('what is harmless comes as JSON.parse reads it', () => {
  const names = fc.string({ maxLength: 8 }).filter(name => !isPoisonous(name))
  const { value } = fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(names, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    ),
  }))
  fc.assert(
    fc.property(value, fc.nat({ max: 3 }), (given, indent) => {
      assert.deepEqual(parseJson(JSON.stringify(given, null, indent)), ok(JSON.parse(JSON.stringify(given))))
    }),
  )
})

test('text in a value may look like anything', () => {
  for (const given of ['{"__proto__": 1', '\\"', '[[[', 'a,b:c', '\\\\"}', '"']) {
    assert.deepEqual(parseJson(JSON.stringify({ a: given })), ok({ a: given }))
  }
})

const REFUSED: readonly [why: string, text: string][] = [
  ['no JSON', ''],
  ['no JSON', '{'],
  ['no JSON', "{'a': 1}"],
  ['no JSON', 'NaN'],
  ['a name twice', '{"a": 1, "a": 2}'],
  ['a name twice, once in disguise', '{"a": 1, "\\u0061": 2}'],
  ['a name twice, deep inside', '[{"b": [{"a": 1, "a": 1}]}]'],
  ['__proto__', '{"__proto__": {"isAdmin": true}}'],
  ['__proto__ in disguise', '{"__pro\\u0074o__": {}}'],
  ['constructor', '{"a": {"constructor": {"prototype": {}}}}'],
  ['deeper than 20', '['.repeat(DEPTH_MAX + 1) + ']'.repeat(DEPTH_MAX + 1)],
  ['very deep', '['.repeat(30_000) + ']'.repeat(30_000)],
  ['a list too long', JSON.stringify(Array.from({ length: ITEMS_MAX + 1 }, () => 0))],
  ['a list of 1e5', `[${'0,'.repeat(99_999)}0]`],
  ['1e400', '{"qty": 1e400}'],
  ['-1e400', '[-1e400]'],
  ['an integer beyond 2^53', '{"id": 9007199254740993}'],
]
for (const [why, text] of REFUSED) {
  test(`refused: ${why}`, () => {
    assert.equal(parseJson(text).ok, false)
    assert.equal(({} as Record<string, unknown>)['isAdmin'], undefined)
  })
}

test('as deep and as long as is allowed passes', () => {
  assert(parseJson('['.repeat(DEPTH_MAX) + ']'.repeat(DEPTH_MAX)).ok)
  assert(parseJson(JSON.stringify(Array.from({ length: ITEMS_MAX }, () => 0))).ok)
})
