// How long somebody waits, by the guesses that were made: the numbers of P14, and no bypass of them by any order of tries.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type EpochMs, epochMs, HOUR_MS, later, MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'
import type { MadeGuess } from '#server/db/guesses.ts'
import { endOfWait } from './guesses.ts'

const START = epochMs(1_800_000_000_000)
const here = { kind: 'password', address: 'here', isKnownDevice: false } as const
const guess = (at: EpochMs, over: Partial<MadeGuess> = {}): MadeGuess => ({
  address: 'here',
  kind: 'password',
  at,
  ...over,
})
/** So many seconds after the start, the newest first. */
const made = (...seconds: number[]) => seconds.toReversed().map(at => guess(later(START, at * SECOND_MS)))
const waitS = (all: readonly MadeGuess[], asker: Parameters<typeof endOfWait>[1] = here) =>
  Math.max(0, (endOfWait(all, asker) - START) / SECOND_MS)

test('five within five minutes are five minutes of pause, from the last of them', () => {
  assert.equal(waitS(made(0, 1, 2, 3)), 0)
  assert.equal(waitS(made(0, 1, 2, 3, 4)), 304)
  assert.equal(waitS(made(0, 100, 200, 250, 299)), 599)
  assert.equal(waitS(made(0, 100, 200, 250, 300)), 0)
  assert.equal(waitS(made(0, 1, 2, 3, 4, 400)), 0)
})

test('ten within a quarter of an hour wait until the first is that old', () => {
  assert.equal(waitS(made(0, 1, 2, 3, 4, 400, 401, 402, 403, 800)), 900)
})

test('others are other addresses, and codes alone are codes alone', () => {
  const all = made(0, 1, 2, 3, 4)
  assert.equal(waitS(all, { ...here, address: 'there' }), 0)
  assert.equal(waitS(all, { ...here, kind: 'code' }), 0)
  const codes = all.map(one => ({ ...one, kind: 'code' as const }))
  assert.deepEqual([waitS(codes, { ...here, kind: 'code' }), waitS(codes)], [304, 304])
})

test('fifty of an hour close the name to whoever is not known', () => {
  const all = Array.from({ length: 50 }, (_, place) =>
    guess(later(START, -place * SECOND_MS), { address: `${place}` }),
  )
  assert.equal(waitS(all.slice(1)), 0)
  assert.equal(waitS(all), 3_551)
  assert.equal(waitS(all, { ...here, isKnownDevice: true }), 0)
})

test('whoever tries as often as they may makes at most five, ten and fifty', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 20 * MINUTE_MS }), { minLength: 60, maxLength: 120 })
  fc.assert(
    fc.property(waits, fc.integer({ min: 1, max: 12 }), (pauses, places) => {
      const all: MadeGuess[] = []
      let at: EpochMs = START
      for (const [tried, pauseMs] of pauses.entries()) {
        at = later(at, pauseMs % (tried % 3 === 0 ? SECOND_MS : 20 * MINUTE_MS))
        const address = `${tried % places}`
        const recent = all.filter(one => one.at > at - HOUR_MS)
        if (endOfWait(recent, { ...here, address }) <= at) all.unshift(guess(at, { address }))
        const within = (ms: number) => all.filter(one => one.at > at - ms)
        const nearby = (ms: number) => within(ms).filter(one => one.address === address).length
        if (nearby(5 * MINUTE_MS) > 5 || nearby(15 * MINUTE_MS) > 10 || within(HOUR_MS).length > 50)
          return false
      }
      return true
    }),
  )
})
