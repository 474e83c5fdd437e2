// A part that does not close keeps no other part open: the database is the last of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closeAll } from './close-all.ts'

test('each is closed in turn, and what went wrong is told', async () => {
  const closed: string[] = []
  const told: string[] = []
  const closers = [
    () => void closed.push('door'),
    () => Promise.reject(new Error('it hangs')),
    () => {
      throw new Error('it is stuck')
    },
    async () => void closed.push('database'),
  ]
  await closeAll(closers, text => void told.push(text))
  assert.deepEqual(closed, ['door', 'database'])
  assert.deepEqual(told, ['while stopping: it hangs\n', 'while stopping: it is stuck\n'])
})
