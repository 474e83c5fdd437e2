// A process that falls again and again waits longer and longer, is called a loop, and is forgiven once it lives.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fall, NO_FALLS } from './backoff.ts'

test('one second, doubling to thirty, a loop from the fifth on', () => {
  let falls = NO_FALLS
  const seen = Array.from({ length: 8 }, () => {
    falls = fall(falls, 500)
    return [falls.delayMs, falls.isLoop]
  })
  assert.deepEqual(
    seen.map(([delayMs]) => delayMs),
    [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000],
  )
  assert.deepEqual(
    seen.map(([, isLoop]) => isLoop),
    [false, false, false, false, true, true, true, true],
  )
})

test('a minute of life forgives all falls before', () => {
  let falls = NO_FALLS
  for (let times = 0; times < 9; times++) falls = fall(falls, 0)
  assert.deepEqual(fall(falls, 60_000), { inARow: 1, delayMs: 1_000, isLoop: false })
})

test('however it falls, it never spins and is never given up', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200_000), { minLength: 1, maxLength: 100 }), lives => {
      let falls = NO_FALLS
      for (const livedMs of lives) {
        falls = fall(falls, livedMs)
        assert.ok(falls.delayMs >= 1_000 && falls.delayMs <= 30_000)
      }
    }),
  )
})
