// The clock of the chaos tests: what comes too late has not come, however it ends.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until, within } from './until.ts'

test('what is there is there at once', async () => {
  assert.equal(await until('it', 60_000, () => 7), 7)
  assert.equal(await within('it', 60_000, Promise.resolve(7)), 7)
})

test('a look that comes back after the deadline has seen nothing', async () => {
  await assert.rejects(
    until('it', -1, () => 7),
    /not within -1 ms: it/,
  )
})

test('what never comes is waited for no longer than its time', async () => {
  await assert.rejects(within('an end', 1, new Promise(() => {})), /not within 1 ms: an end/)
})
