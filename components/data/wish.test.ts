// A wish on its way: through the doors with one key, and never round and round.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { AskFault } from './ask.ts'
import { type GateName, openGates } from './gates.ts'
import { keyFor, sendWish } from './wish.ts'

function fault(code: AskFault['code']): AskFault {
  return { code, message: code, requestId: 'number', fields: [], retryAfterMs: null }
}

function desk(...answers: readonly Result<string, AskFault>[]) {
  const asked: GateName[] = []
  let sent = 0
  return {
    asked,
    sent: () => sent,
    send: async () => answers[Math.min(sent++, answers.length - 1)] ?? ok('done'),
    gates: (isPassed: boolean) => ({
      pass: async (gate: GateName) => {
        asked.push(gate)
        return isPassed
      },
    }),
  }
}

test('what needs a second factor, and then a session, is sent until it is done', async () => {
  const { send, sent, asked, gates } = desk(
    refused(fault('STEP_UP_NEEDED')),
    refused(fault('UNAUTHENTICATED')),
    ok('done'),
  )
  assert.deepEqual(await sendWish(send, gates(true)), ok('done'))
  assert.deepEqual(asked, ['step-up', 'sign-in'])
  assert.equal(sent(), 3)
})

test('a door that is not passed is said in words, and nothing is sent again', async () => {
  const { send, sent, gates } = desk(refused(fault('STEP_UP_NEEDED')))
  const answer = await sendWish(send, gates(false))
  assert.ok(!answer.ok)
  assert.equal(answer.error.code, 'STEP_UP_NEEDED')
  assert.match(answer.error.message, /^Nothing was done/)
  assert.equal(sent(), 1)
})

test('a desk that refuses again and again is believed in the end', async () => {
  const { send, sent, gates } = desk(refused(fault('STEP_UP_NEEDED')))
  assert.equal((await sendWish(send, gates(true))).ok, false)
  assert.equal(sent(), 4)
})

test('any other refusal is an answer, and so is every one outside the desk', async () => {
  const conflict = desk(refused(fault('CONFLICT')))
  assert.deepEqual(await sendWish(conflict.send, conflict.gates(true)), refused(fault('CONFLICT')))
  const stranger = desk(refused(fault('UNAUTHENTICATED')))
  assert.equal((await sendWish(stranger.send, null)).ok, false)
  assert.equal(stranger.sent(), 1)
})

test('a wish nobody knows the end of keeps its key, a changed or an answered one does not', () => {
  const fresh = () => 'fresh'
  assert.equal(keyFor('a', { key: 'old', text: 'a', isKnown: false }, fresh), 'old')
  assert.equal(keyFor('b', { key: 'old', text: 'a', isKnown: false }, fresh), 'fresh')
  assert.equal(keyFor('a', { key: 'old', text: 'a', isKnown: true }, fresh), 'fresh')
  assert.equal(keyFor('a', null, fresh), 'fresh')
})

test('whoever waits at one door waits together, and a new session opens both', async () => {
  const gates = openGates()
  const told: (GateName | null)[] = []
  gates.listen(() => told.push(gates.wanted()))
  const waits = [gates.pass('step-up'), gates.pass('sign-in'), gates.pass('sign-in')]
  assert.equal(gates.wanted(), 'sign-in')
  gates.settle('sign-in', true)
  assert.deepEqual(await Promise.all(waits), [true, true, true])
  assert.equal(gates.wanted(), null)
  assert.deepEqual(told, ['step-up', 'sign-in', 'sign-in', null])
})

test('a second factor that is not given leaves the session alone', async () => {
  const gates = openGates()
  const [stepUp, signIn] = [gates.pass('step-up'), gates.pass('sign-in')]
  gates.settle('step-up', false)
  assert.equal(await stepUp, false)
  assert.equal(gates.wanted(), 'sign-in')
  gates.settle('sign-in', false)
  assert.equal(await signIn, false)
})

test('while a session is replaced on purpose its end is no news', () => {
  const gates = openGates()
  const [one, other] = [gates.hold(), gates.hold()]
  one()
  assert.equal(gates.isHeld(), true)
  other()
  assert.equal(gates.isHeld(), false)
})
