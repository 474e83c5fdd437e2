// One question for however many ask, until its answer is old.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { epochMs } from '#lib/base/time.ts'
import { keptAnswer } from './kept-answer.ts'

test('it is asked once at a time, and again when its answer is old', async () => {
  let nowMs = 0
  let asked = 0
  let answer = () => {}
  const ask = keptAnswer(1_000, { now: () => epochMs(nowMs), monotonicMs: () => nowMs }, async () => {
    asked += 1
    await new Promise<void>(resolve => {
      answer = resolve
    })
    return asked
  })
  const first = [ask(), ask()]
  nowMs = 60_000 // a database that answers nobody is not asked again meanwhile
  first.push(ask())
  answer()
  assert.deepEqual(await Promise.all(first), [1, 1, 1])
  nowMs += 999
  assert.equal(await ask(), 1)
  nowMs += 1
  const second = ask()
  answer()
  assert.equal(await second, 2)
})
