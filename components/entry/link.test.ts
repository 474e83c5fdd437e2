// One-time links: which steps each asks for, where one goes after them, and to which field a refusal belongs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AskFault } from '#components/data/ask.ts'
import { easyPassword } from './easy-password.ts'
import { isStaleSeal, type LinkFacts, spendFaultOf } from './link-spend.ts'
import { placeAfter, stepsOf } from './link-steps.ts'

const ENROLMENT = { secret: 'S', uri: 'otpauth://totp/x', qr: ['1'], seal: 's' }
const INVITE: LinkFacts = { kind: 'invite', role: 'viewer', name: null, expires_at: 1, enrolment: ENROLMENT }
const RESET: LinkFacts = { kind: 'reset', role: null, name: 'Ada', expires_at: 1, enrolment: null }
const LOST: LinkFacts = { ...RESET, enrolment: ENROLMENT }

function fault(part: Partial<AskFault>): AskFault {
  return {
    code: 'INVALID_INPUT',
    message: 'See errors.',
    requestId: null,
    fields: [],
    retryAfterMs: null,
    ...part,
  }
}

test('a link asks for what is missing, and a browser without passkeys is not offered one', () => {
  assert.deepEqual(stepsOf(INVITE, { passkeys: true }), ['who', 'app', 'codes', 'passkey'])
  assert.deepEqual(stepsOf(INVITE, { passkeys: false }), ['who', 'app', 'codes'])
  assert.deepEqual(stepsOf(LOST, { passkeys: true }), ['who', 'app', 'codes'])
  assert.deepEqual(stepsOf(RESET, { passkeys: true }), ['proof'])
})

test('whoever is new chooses first; whose session did not open signs in before that', () => {
  assert.equal(placeAfter(INVITE, true), '/welcome')
  assert.equal(placeAfter(INVITE, false), '/login?next=/welcome')
  assert.equal(placeAfter(RESET, true), '/health')
  assert.equal(placeAfter(LOST, false), '/login?next=/health')
})

test('a refusal is told at the field where it can be put right', () => {
  const of = (field: string, message: string) => fault({ fields: [{ field, message }] })
  assert.deepEqual(spendFaultOf(of('body.password', 'it repeats itself')), {
    password: 'Choose another: it repeats itself.',
  })
  assert.deepEqual(spendFaultOf(of('body.code', 'That is not the code.')), { code: 'That is not the code.' })
  const taken = { code: 'CONFLICT', message: 'Somebody has this name.' } as const
  assert.deepEqual(spendFaultOf({ ...of('body.name', 'is taken'), ...taken }), {
    name: 'Somebody has this name.',
  })
  assert.deepEqual(spendFaultOf(fault({ code: 'UNAUTHENTICATED', message: 'No.' })), { code: 'No.' })
})

test('what belongs to no field is told as a whole, and a code shown for too long is renewed', () => {
  const gone = fault({ code: 'GONE', message: 'Not good any more.' })
  assert.deepEqual(spendFaultOf(gone), { rest: gone })
  assert.equal(isStaleSeal(spendFaultOf(gone)), false)
  const stale = fault({ fields: [{ field: 'body.seal', message: 'too long' }] })
  assert.equal(isStaleSeal(spendFaultOf(stale)), true)
})

test('an easy password is told where it is chosen, in the words of the desk', async () => {
  const of = (password: string) => easyPassword({ name: ' Grace Hopper ', password, site: 'desk.example' })
  const told = await of('password12345')
  assert.match(told ?? '', /^Choose another: it is made of what everybody tries first;.*\.$/)
  assert.match((await of('grace hopper 1906')) ?? '', /a name that stands on the door/)
  assert.match((await of('desk.example.2026')) ?? '', /a name that stands on the door/)
  assert.equal(await of('violet kettle moraine'), undefined)
})
