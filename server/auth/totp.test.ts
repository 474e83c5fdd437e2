// Codes of an app: those that RFC 6238 gives, counted in their own half minute and a moment longer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { ok } from '#lib/base/result.ts'
import { type EpochMs, epochMs, later, MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'
import { checkFirstCode, newSecret, plainCode, stepOfCode, uriOf } from './totp.ts'

const SECRET = Secret.fromUTF8('12345678901234567890').base32 // of the tables of RFC 6238, appendix B
const STEP_MS = 30 * SECOND_MS
const START = epochMs(1_800_000_000_000)
const codeAt = (at: EpochMs) => new TOTP({ secret: Secret.fromBase32(SECRET) }).generate({ timestamp: at })

test('the codes are those of the RFC', () => {
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ] as const) {
    const at = epochMs(seconds * SECOND_MS)
    assert.equal(stepOfCode(SECRET, code, at), BigInt(Math.floor(seconds / 30)))
  }
})

test('a code counts in its half minute and five seconds longer, and no sooner', () => {
  const code = codeAt(START)
  const step = BigInt(START / STEP_MS)
  assert.equal(stepOfCode(SECRET, code, later(START, -1)), undefined)
  assert.equal(stepOfCode(SECRET, code, START), step)
  assert.equal(stepOfCode(SECRET, code, later(START, STEP_MS - 1)), step)
  assert.equal(stepOfCode(SECRET, code, later(START, STEP_MS + 5 * SECOND_MS - 1)), step)
  assert.equal(stepOfCode(SECRET, code, later(START, STEP_MS + 5 * SECOND_MS)), undefined)
})

test('what is no code of six digits is none', () => {
  for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６', '🎉🎉🎉']) {
    assert.equal(stepOfCode(SECRET, code, START), undefined, code)
  }
  assert.equal(plainCode(' １２３ 456-'), '123456')
})

test('the first code tells a clock that is off from a code that is wrong', () => {
  const told = (offMs: number) => checkFirstCode(SECRET, codeAt(later(START, offMs)), later(START, 10_000))
  assert.deepEqual(told(0), ok(BigInt(START / STEP_MS)))
  const words = (offMs: number) => {
    const result = told(offMs)
    return result.ok ? '' : result.error
  }
  assert.match(words(-STEP_MS), /just run out/)
  assert.match(words(STEP_MS), /about a minute ahead/)
  assert.match(words(-90 * SECOND_MS), /about 2 minutes behind/)
  assert.match(words(20 * MINUTE_MS), /about 20 minutes ahead/)
  assert.match(words(-20 * MINUTE_MS), /about 20 minutes behind/)
  assert.match(words(21 * MINUTE_MS), /is not the code/)
})

test('a secret is new each time, and its address says whose it is', () => {
  const secret = newSecret()
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.notEqual(secret, newSecret())
  const [name, query] = uriOf(secret, 'Ada & Bea: 100%').split('?')
  assert.equal(decodeURIComponent(name ?? ''), 'otpauth://totp/Plimsoll:Ada & Bea: 100%')
  const told = new URLSearchParams(query)
  assert.deepEqual([told.get('secret'), told.get('issuer')], [secret, 'Plimsoll'])
})
