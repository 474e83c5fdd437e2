// The pace: at once when idle, then no more often than allowed, and again while there is more to do.
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { epochMs } from '#lib/base/time.ts'
import { paced } from './paced.ts'

function house(isMore: () => boolean = () => false) {
  mock.timers.enable({ apis: ['setTimeout'] })
  const state = { ms: 1_000, acts: [] as number[] }
  const clock = { now: () => epochMs(0), monotonicMs: () => state.ms }
  const pace = paced(100, clock, () => {
    state.acts.push(state.ms)
    return isMore()
  })
  const pass = (ms: number) => {
    for (let step = 0; step < ms; step += 1) {
      state.ms += 1
      mock.timers.tick(1)
    }
  }
  return { state, pace, pass }
}

test('the first is told at once, the next together at the next step', () => {
  const { state, pace, pass } = house()
  pace.soon()
  pass(1)
  pace.soon()
  pace.soon()
  pass(250)
  pace.soon()
  pass(1)
  mock.timers.reset()
  assert.deepEqual(
    state.acts.map(ms => ms - 1_000),
    [1, 101, 252],
  )
})

test('it comes again while there is more to do, and stops when told', () => {
  const { state, pace, pass } = house(() => true)
  pace.soon()
  pass(301)
  pace.stop()
  pace.soon()
  pass(500)
  mock.timers.reset()
  assert.equal(state.acts.length, 4)
})
