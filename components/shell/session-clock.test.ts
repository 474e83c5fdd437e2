// The end of a session is seen coming, for the right reason, and never twice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countdown, isPresent, phaseOf } from './session-clock.ts'

const AT = 1_700_000_000_000

test('two minutes ahead, by what ends first', () => {
  assert.deepEqual(phaseOf({ idleAt: AT, expiresAt: AT + 1 }, AT - 120_001), { phase: 'calm' })
  assert.deepEqual(phaseOf({ idleAt: AT, expiresAt: AT + 1 }, AT - 120_000), {
    phase: 'idle-soon',
    leftMs: 120_000,
  })
  assert.deepEqual(phaseOf({ idleAt: AT + 1, expiresAt: AT }, AT - 5_000), {
    phase: 'old-soon',
    leftMs: 5_000,
  })
  assert.deepEqual(phaseOf({ idleAt: AT, expiresAt: AT }, AT - 5_000), { phase: 'old-soon', leftMs: 5_000 })
  assert.deepEqual(phaseOf({ idleAt: AT, expiresAt: AT + 1 }, AT), { phase: 'over' })
})

test('a session only ever comes nearer to its end', () => {
  const order = ['calm', 'idle-soon', 'old-soon', 'over']
  fc.assert(
    fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), (idle, age, passed) => {
      const span = { idleAt: AT + idle, expiresAt: AT + age }
      const [before, after] = [phaseOf(span, AT), phaseOf(span, AT + passed)]
      assert.ok(order.indexOf(after.phase) >= order.indexOf(before.phase))
    }),
  )
})

test('who acted lately is here', () => {
  assert.equal(isPresent(null, AT), false)
  assert.equal(isPresent(AT - 299_999, AT), true)
  assert.equal(isPresent(AT - 300_000, AT), false)
})

test('the clock that runs down never shows less than is left', () => {
  assert.deepEqual([120_000, 119_001, 9_400, 1, 0, -5].map(countdown), [
    '2:00',
    '2:00',
    '0:10',
    '0:01',
    '0:00',
    '0:00',
  ])
})
