// A process that speaks nonsense is told once a minute, however much of it there is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { epochMs } from '#lib/base/time.ts'
import { openLog } from '#server/log.ts'
import { tellDrops } from './dropped-frames.ts'

test('the first is told at once, the others of its minute as a number', () => {
  const told: [string, string, number][] = []
  const write = (line: string) => {
    const { child, reason, count } = JSON.parse(line)
    told.push([child, reason, count])
  }
  let nowMs = 0
  const clock = { now: () => epochMs(0), monotonicMs: () => nowMs }
  const drop = tellDrops(openLog('supervisor', { destination: { write } }), clock)
  for (let times = 0; times < 1_000; times++) drop('web', 'unreadable')
  drop('web', 'forbidden')
  nowMs = 60_000
  drop('web', 'unreadable')
  assert.deepEqual(told, [
    ['web', 'unreadable', 1],
    ['web', 'forbidden', 1],
    ['web', 'unreadable', 1_000],
  ])
})
