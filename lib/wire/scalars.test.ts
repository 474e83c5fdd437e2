// Scalars of the wire refuse what a person would not see.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Text, Time } from './scalars.ts'

test('text takes what people write in any script', () => {
  for (const text of ['Ada', 'Łódź', '日本', 'a <b>bold</b> note', '👩‍🚀']) {
    assert.equal(Text(500).safeParse(text).success, true, text)
  }
})

test('text refuses control and direction characters wherever they stand', () => {
  const hidden = fc.constantFrom('\u0000', '\u0007', '\n', '\u001b', '\u007f', '\u202e', '\u2066', '\u200f')
  fc.assert(
    fc.property(fc.string(), hidden, fc.string(), (before, character, after) => {
      assert.equal(Text(1_000).safeParse(before + character + after).success, false)
    }),
  )
})

test('text is neither empty nor longer than its bound', () => {
  assert.equal(Text(3).safeParse('').success, false)
  assert.equal(Text(3).safeParse('abc').success, true)
  assert.equal(Text(3).safeParse('abcd').success, false)
})

test('a time is a whole number of milliseconds since 1970', () => {
  assert.equal(Time.safeParse(0).success, true)
  for (const wrong of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '0', null]) {
    assert.equal(Time.safeParse(wrong).success, false, String(wrong))
  }
})
