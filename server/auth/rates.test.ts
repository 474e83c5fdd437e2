// Rates: a burst up to the limit, then the steady pace, for each key by itself, within bounded memory.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { epochMs } from '#lib/base/time.ts'
import { openRates } from './rates.ts'

function handClock() {
  let nowMs = 0
  const pass = (ms: number) => {
    nowMs += ms
  }
  return { now: () => epochMs(nowMs), monotonicMs: () => nowMs, pass }
}

test('the 301st request of a minute waits for its token, and another key does not', () => {
  const clock = handClock()
  const take = openRates(clock)
  for (let count = 0; count < 300; count += 1) assert.equal(take('a'), 0)
  assert.equal(take('a'), 200)
  assert.equal(take('b'), 0)
  clock.pass(200)
  assert.equal(take('a'), 0)
  assert.equal(take('a'), 200)
})

test('over any stretch of time nobody gets more than a burst and the pace', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5_000 }), { maxLength: 300 }), pauses => {
      const clock = handClock()
      const take = openRates(clock, { perMinute: 60, keysMax: 10 })
      let taken = 0
      for (const pause of pauses) {
        clock.pass(pause)
        if (take('a') === 0) taken += 1
      }
      assert(taken <= 60 + clock.monotonicMs() / 1_000 + 1e-6)
    }),
  )
})

test('only so many keys are remembered: the one unused for longest is forgotten', () => {
  const take = openRates(handClock(), { perMinute: 1, keysMax: 2 })
  assert.deepEqual(
    ['a', 'b', 'a', 'c', 'a', 'b'].map(key => take(key) === 0),
    [true, true, false, true, false, true],
  )
})
