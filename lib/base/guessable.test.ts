// What is too easy to guess is refused with a reason that names it, and what is not may stay.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { easyToGuess } from './guessable.ts'

const NAMES = ['Olaf Hansen', 'desk.example']

test('what everybody tries first is refused, however it is disguised', () => {
  for (const easy of [
    ...[
      'password1234',
      'P@ssw0rd2026!!',
      'Passw0rd!Passw0rd!',
      'qwertyuiop[]',
      'QWERTZUIOP123',
      '1qaz2wsx3edc',
    ],
    ...[
      'letmein-letmein',
      'iloveyou2026!',
      'welcome to 2026',
      'admin-admin-01',
      'BitcoinMoon2026',
      'dragon monkey',
    ],
    ...['trustno1trustno1', 'poiuytrewq99', 'asdfghjkl;123', 'Summer2026!!!', 'money money money'],
  ]) {
    assert.match(easyToGuess(easy, NAMES) ?? '', /everybody tries first|repeats itself/, easy)
  }
})

test('runs, repetitions and too few signs are refused', () => {
  for (const easy of [
    'aaaaaaaaaaaa',
    '123456789012',
    'abcdefghijklm',
    '098765432109',
    'abcabcabcabcabc',
    'xyxyxyxyxyxyx',
  ]) {
    assert.match(easyToGuess(easy, NAMES) ?? '', /over and over|repeats itself/, easy)
  }
})

test('a name that stands on the door is refused, in whatever form', () => {
  for (const easy of [
    'Olaf Hansen 1980',
    'hansen-olaf-hansen',
    'ÓLÁF.hänsen.77',
    'plimsoll2026!',
    'desk.example.1',
    '0laf_Hans3n_99',
  ]) {
    assert.match(easyToGuess(easy, NAMES) ?? '', /a name that stands/, easy)
  }
})

test('several unrelated words, or enough of anything else, may stay', () => {
  for (const good of [
    ...[
      'seven grey herons wade upstream',
      'correct horse battery staple',
      'Jx7$kQ!vR2#mW9',
      'ein Kanalboot voller Celli',
    ],
    ...[
      'пять серых цапель',
      '五羽の灰色の鷺が川をのぼる川',
      'my password is a canal boat',
      'olaf eats pickled turnips',
    ],
  ]) {
    assert.equal(easyToGuess(good, NAMES), undefined, good)
  }
})

test('random letters may stay, and no input breaks it', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
    minLength: 20,
    maxLength: 40,
  })
  fc.assert(
    fc.property(
      letters.filter(text => new Set(text).size > 9),
      text => easyToGuess(text, NAMES) === undefined,
    ),
  )
  fc.assert(
    fc.property(
      fc.string({ maxLength: 128 }),
      fc.string(),
      (text, name) => typeof easyToGuess(text, [name]) !== 'number',
    ),
  )
})
