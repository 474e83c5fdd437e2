// When a desk gives up: at the third fall of its start, and at once when a process was handed what makes no sense.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeOf } from './fall-judge.ts'
import type { StartFault } from './start-fault.ts'

function judge() {
  const gaveUp: StartFault[] = []
  const failed: StartFault[] = []
  const judged = judgeOf({
    giveUp: fault => void gaveUp.push(fault),
    fail: fault => void failed.push(fault),
    logs: '/data/logs',
  })
  return {
    gaveUp,
    failed,
    fall: (exitCode: number) => judged({ kept: 'jobs', exitCode, lastWords: 'no room' }),
  }
}

test('the third fall ends a start, with the last words and where the others are', () => {
  const { gaveUp, failed, fall } = judge()
  fall(1)
  fall(1)
  assert.equal(gaveUp.length, 0)
  fall(1)
  assert.equal(gaveUp[0]?.message, 'jobs: no room; what came before is in /data/logs')
  assert.deepEqual(failed, [])
})

test('a database that is away ends nothing, however often', () => {
  const { gaveUp, failed, fall } = judge()
  for (let times = 0; times < 100; times++) fall(75)
  assert.deepEqual([gaveUp, failed], [[], []])
})

test('wrong settings end the desk with their exit code, during the start and after it', () => {
  const { gaveUp, failed, fall } = judge()
  fall(78)
  assert.deepEqual([gaveUp[0]?.exitCode, failed[0]?.exitCode, failed[0]?.message], [78, 78, 'jobs: no room'])
})
