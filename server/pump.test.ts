// A pump never runs two steps at once and never sleeps through a wake-up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openPump } from './pump.ts'

const settle = () => new Promise<void>(resolve => setImmediate(resolve))

test('whatever the order of wakes and steps, each item is taken once, in order, one step at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('arrive', 'yield'), { maxLength: 60 }), async moments => {
      const inbox: number[] = []
      const taken: number[] = []
      let running = 0
      let arrived = 0
      const pump = openPump(async () => {
        running += 1
        assert.equal(running, 1)
        const next = inbox.shift()
        await Promise.resolve()
        if (next !== undefined) taken.push(next)
        running -= 1
        return next !== undefined
      }, assert.ifError)
      for (const moment of moments) {
        if (moment === 'yield') await Promise.resolve()
        else {
          inbox.push(arrived++)
          pump.wake()
        }
      }
      await settle()
      await pump.stop()
      assert.deepEqual(
        taken,
        Array.from({ length: arrived }, (_, index) => index),
      )
    }),
  )
})

test('a fault is told, ends the turn, and the next wake goes on', async () => {
  const faults: unknown[] = []
  let steps = 0
  const pump = openPump(
    async () => {
      steps += 1
      if (steps === 1) throw new Error('away')
      return false
    },
    error => void faults.push(error),
  )
  pump.wake()
  await settle()
  assert.deepEqual([steps, faults.length], [1, 1])
  pump.wake()
  await settle()
  assert.equal(steps, 2)
  await pump.stop()
})

test('stop waits for the step that runs and starts no other', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let steps = 0
  const pump = openPump(async () => {
    steps += 1
    await promise
    return true
  }, assert.ifError)
  pump.wake()
  const stopped = pump.stop()
  resolve()
  await stopped
  pump.wake()
  await settle()
  assert.equal(steps, 1)
})
