// Sessions are looked at one question at a time, and nobody stays who is not confirmed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UserId } from '#lib/base/id.ts'
import { epochMs } from '#lib/base/time.ts'
import { isUnconfirmed, openRecheck } from './recheck.ts'
import type { Visit } from './session.ts'

const VISIT: Visit = { user: 'u' as UserId, role: 'viewer', way: 'session', tokenHash: Buffer.from('t') }

function openHouse() {
  let nowMs = 0
  const clock = { now: () => epochMs(nowMs), monotonicMs: () => nowMs }
  const ended: string[] = []
  const session = {
    visit: VISIT,
    renew: (visit: Visit) => {
      session.visit = visit
    },
    end: (code: string) => ended.push(code),
  }
  const guest = { session, confirmedMs: 0 }
  const answers: PromiseWithResolvers<(Visit | null)[]>[] = []
  const faults: unknown[] = []
  const recheck = openRecheck({
    guests: [guest],
    visits: {
      again() {
        const answer = Promise.withResolvers<(Visit | null)[]>()
        answers.push(answer)
        return answer.promise
      },
    },
    clock,
    onFault: fault => faults.push(fault),
  })
  const pass = (ms: number) => {
    nowMs += ms
  }
  return { recheck, guest, answers, ended, faults, pass, isOut: () => isUnconfirmed(guest, clock) }
}

test('however often it is asked for, one question is under way, and one follows it', async () => {
  const { recheck, answers, ended } = openHouse()
  const all = [recheck(), recheck(), recheck()]
  assert.equal(answers.length, 1)
  answers[0]?.resolve([VISIT])
  await Promise.resolve()
  await Promise.resolve()
  assert.equal(answers.length, 2)
  answers[1]?.resolve([null])
  await Promise.all(all)
  assert.deepEqual([answers.length, ended], [2, ['SESSION_ENDED']])
  void recheck()
  assert.equal(answers.length, 3)
})

test('a database that answers nobody confirms nobody', async () => {
  const { recheck, guest, answers, pass, isOut } = openHouse()
  void recheck()
  pass(35_000)
  assert.equal(isOut(), false)
  pass(1)
  assert.equal(isOut(), true)
  answers[0]?.resolve([VISIT])
  await Promise.resolve()
  await Promise.resolve()
  assert.equal(guest.confirmedMs, 0, 'an answer is as old as its question')
})

test('a question that fails ends nobody and confirms nobody', async () => {
  const { recheck, answers, ended, faults, pass, isOut } = openHouse()
  const asked = recheck()
  answers[0]?.reject(new Error('away'))
  await asked
  assert.deepEqual([ended, faults.length, isOut()], [[], 1, false])
  pass(30_000)
  const again = recheck()
  answers[1]?.resolve([VISIT])
  await again
  pass(30_000)
  assert.equal(isOut(), false)
})

test('another role ends nobody: the session goes on with it, and is confirmed', async () => {
  const { recheck, guest, answers, ended, pass } = openHouse()
  pass(10)
  const asked = recheck()
  answers[0]?.resolve([{ ...VISIT, role: 'owner' }])
  await asked
  assert.deepEqual([ended, guest.session.visit.role, guest.confirmedMs], [[], 'owner', 10])
})
