// Names and passwords are judged in words, and never more kindly than the desk itself does.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { NewPassword } from '#lib/wire/entry.ts'
import { PersonName } from '#lib/wire/person.ts'
import { nameFault, passwordFault, passwordStrength } from './chosen-words.ts'

test('a name as people bear them is good', () => {
  for (const name of ['Ada', 'Ada Lovelace', 'Ærøskøbing', '山田太郎', "O'Brien", 'Zoë 2', ' Ada ']) {
    assert.equal(nameFault(name), undefined, name)
  }
})

test('what is wrong with a name is said so that it can be put right', () => {
  const table: [string, RegExp][] = [
    ['', /Type a name/],
    ['   ', /Type a name/],
    ['a'.repeat(10_000), /At most 60 characters; this has 10,000/],
    ['Ada\u202eecila', /direction of writing/],
    ['Ada\nLovelace', /control character/],
    ['<b>Ada</b>', /No < or >/],
    ['Ada  Lovelace', /One space/],
    ['Ada\u200bLovelace', /cannot be seen/],
  ]
  for (const [name, words] of table) assert.match(nameFault(name) ?? '', words, JSON.stringify(name))
})

test('what passes here passes at the desk', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 140 }), text => {
      if (nameFault(text) === undefined)
        assert.ok(PersonName.safeParse(text.trim()).success, JSON.stringify(text))
      if (passwordFault(text) === undefined) assert.ok(NewPassword.safeParse(text).success)
    }),
    { numRuns: 2_000 },
  )
})

test('a password is told how far it is', () => {
  assert.match(passwordFault('') ?? '', /Choose a password/)
  assert.match(passwordFault('short') ?? '', /At least 12 characters; this has 5/)
  assert.match(passwordFault('x'.repeat(10_000)) ?? '', /At most 128 characters; this has 10,000/)
  assert.equal(passwordFault('correct horse battery'), undefined)
  assert.match(passwordStrength('short').words, /7 more to go/)
  assert.match(passwordStrength('aaaaaaaaaaaaaaaaaaaa').words, /Too few different/)
  assert.match(passwordStrength('correct horse battery').words, /Long/)
})
