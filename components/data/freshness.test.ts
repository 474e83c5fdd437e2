// Freshness: never better than the age says, and no flicker.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { freshnessOf, isWorse, type Shown, settle } from './freshness.ts'

const limits = { delayedMs: 5_000, staleMs: 10_000, offlineMs: 60_000 }

test('an age is what its limits say', () => {
  const table: [number, string][] = [
    [0, 'live'],
    [4_999, 'live'],
    [5_000, 'delayed'],
    [10_000, 'stale'],
    [60_000, 'offline'],
    [Number.POSITIVE_INFINITY, 'offline'],
  ]
  for (const [ageMs, word] of table) assert.equal(freshnessOf(ageMs, limits), word)
})

test('old data never looks fresher than it is', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(70_000), { minLength: 1 }), ages => {
      let shown: Shown | null = null
      for (const [second, ageMs] of ages.entries()) {
        const found = freshnessOf(ageMs, limits)
        shown = settle(shown, found, second * 1_000)
        assert.ok(!isWorse(found, shown.freshness))
      }
    }),
  )
})

test('better is shown only when it lasts', () => {
  const stale = settle(null, 'stale', 0)
  const first = settle(stale, 'live', 1_000)
  assert.equal(first.freshness, 'stale')
  const back = settle(first, 'stale', 2_000)
  assert.equal(settle(back, 'live', 3_000).freshness, 'stale', 'a relapse begins the wait anew')
  assert.equal(settle(first, 'live', 3_000).freshness, 'live')
})
