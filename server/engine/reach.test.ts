// Away means: no answer for longer than the limit, by the clock that never steps.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { epochMs } from '#lib/base/time.ts'
import { DATABASE_AWAY_MS_MAX, openReach } from './reach.ts'

test('away exactly when the last answer is older than the limit', () => {
  const step = fc.record({ ms: fc.nat(6_000), isAnswered: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step), steps => {
      let nowMs = 0
      let answeredMs = 0
      const reach = openReach({ now: () => epochMs(0), monotonicMs: () => nowMs })
      for (const { ms, isAnswered } of steps) {
        nowMs += ms
        if (isAnswered) {
          reach.reached()
          answeredMs = nowMs
        }
        assert.equal(reach.isAway(), nowMs - answeredMs > DATABASE_AWAY_MS_MAX)
      }
    }),
  )
})
