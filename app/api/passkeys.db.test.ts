// Passkeys shown by an authenticator in software, to sign in and to step up: everything that can be wrong with one is tried.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { MINUTE_MS } from '#lib/base/time.ts'
import * as account from '#lib/wire/account.ts'
import * as entry from '#lib/wire/entry.ts'
import { Problem } from '#lib/wire/problem.ts'
import { type AskedDesk, openAskedDesk, refusal } from '#server/http/test-asks.ts'
import {
  type Authenticator,
  newKeys,
  openAuthenticator,
  type Wrong,
} from '#server/http/test-authenticator.ts'
import { type Begun, ORIGIN, openPasskeys } from '#server/http/test-passkeys.ts'
import { scratchDatabase } from '#server/testing/database.ts'

const held: { desk?: AskedDesk; passkeys?: ReturnType<typeof openPasskeys> } = {}
const otherKey = newKeys().privateKey

before(async () => {
  const desk = await openAskedDesk(await scratchDatabase(), import.meta.dirname)
  Object.assign(held, { desk, passkeys: openPasskeys(desk) })
})
after(() => held.desk?.close())

function desk(): AskedDesk {
  assert(held.desk)
  return held.desk
}
function passkeys(): ReturnType<typeof openPasskeys> {
  assert(held.passkeys)
  return held.passkeys
}
/** Why this passkey was refused, one time after the other. */
async function reasons(id: string): Promise<unknown[]> {
  const rows = await desk().audited(id)
  return rows.filter(({ action }) => action === 'passkey.refused').map(({ detail }) => detail['reason'])
}

test('a passkey signs its own person in, and the ticket is theirs', async () => {
  const { trader } = desk().people
  const { device, passkey } = await passkeys().passkeyOf(trader)
  for (let time = 0; time < 3; time += 1) {
    const { status, body } = await passkeys().signIn(device)
    assert.equal(status, 200)
    assert.match(entry.Ticket.parse(body).ticket, /^[\w-]{43}$/)
  }
  const tickets = await desk().db.sql({
    text: `SELECT factor::text, count(*)::int FROM tickets WHERE user_id = $1::uuid GROUP BY factor`,
    values: [trader.id],
  })
  assert.deepEqual(tickets, [{ factor: 'passkey', count: 3 }])
  assert.deepEqual(await reasons(passkey.id), [])
})

test('a device that counts nothing works as well', async () => {
  const { device } = await passkeys().passkeyOf(desk().people.trader, 'counts not')
  assert.equal((await passkeys().signIn(device)).status, 200)
  assert.equal((await passkeys().signIn(device)).status, 200)
})

test('whatever is wrong with a passkey, the answer is the same, and the log says what it was', async () => {
  const { device, passkey } = await passkeys().passkeyOf(desk().people.owner)
  const wrongs: [Wrong, RegExp][] = [
    [{ origin: 'https://evil.example' }, /origin/],
    [{ origin: 'http://localhost:3001' }, /origin/],
    [{ origin: 'https://localhost:3000' }, /origin/],
    [{ rpId: 'evil.example' }, /RP ID/i],
    [{ rpId: 'localhost.evil.example' }, /RP ID/i],
    [{ challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, /challenge/],
    [{ type: 'webauthn.create' }, /type/],
    [{ crossOrigin: true }, /another page/],
    [{ isVerified: false }, /verif/i],
    [{ isPresent: false }, /present/i],
    [{ key: otherKey }, /signature/],
    [{ userHandle: null }, /does not name/],
    [{ userHandle: 'AAAA' }, /does not name/],
    [{ counter: 0 }, /counter went from \d+ to 0/],
  ]
  assert.equal((await passkeys().signIn(device)).status, 200)
  const seen: string[] = []
  for (const [wrong] of wrongs) {
    const answer = await passkeys().signIn(device, wrong)
    assert.deepEqual(refusal(answer), [401, 'UNAUTHENTICATED'], JSON.stringify(Object.keys(wrong)))
    seen.push(Problem.parse(answer.body).detail)
  }
  assert.equal(new Set(seen).size, 1)
  const told = await reasons(passkey.id)
  assert.equal(told.length, wrongs.length)
  for (const [index, [, reason]] of wrongs.entries()) assert.match(String(told[index]), reason)
  assert.equal((await passkeys().signIn(device)).status, 200, 'the right one still opens')
})

test('a signature that was touched, and what is no assertion at all', async () => {
  const { device } = await passkeys().passkeyOf(desk().people.owner)
  const tries: ((response: Record<string, string>) => unknown)[] = [
    response => ({ ...response, signature: `${response['signature']?.slice(0, -4)}AAAA` }),
    response => ({ ...response, authenticatorData: `${response['authenticatorData']?.slice(0, -2)}AA` }),
    response => ({ ...response, clientDataJSON: Buffer.from('{}').toString('base64url') }),
    response => ({ ...response, clientDataJSON: 'AAAA' }),
    response => ({ ...response, authenticatorData: 'AAAA' }),
    response => ({ ...response, signature: '' }),
    () => ({}),
    () => 7,
  ]
  for (const touch of tries) {
    const { challenge_id, options } = await passkeys().beginSignIn()
    const shown = device.get(options)
    const response = { ...shown, response: touch(shown['response'] as Record<string, string>) }
    const answer = await desk().ask(entry.SignInWithPasskey, { body: { challenge_id, response } })
    assert.deepEqual(refusal(answer), [401, 'UNAUTHENTICATED'], touch.toString())
  }
  for (const body of [{}, { challenge_id: 'x', response: {} }, { challenge_id: null }]) {
    assert.deepEqual(refusal(await desk().ask(entry.SignInWithPasskey, { body })), [
      400,
      'INVALID_INPUT',
      'body.challenge_id',
    ])
  }
})

test('a challenge is good once, for five minutes, and for what it was made', async () => {
  const { owner, other } = desk().people
  const { device } = await passkeys().passkeyOf(owner)
  const begun = await passkeys().beginSignIn()
  const body = { challenge_id: begun.challenge_id, response: device.get(begun.options) }
  const ask = () => desk().ask(entry.SignInWithPasskey, { body })
  const both = await Promise.all([ask(), ask()])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 401], 'replayed at once')
  assert.equal((await ask()).status, 401, 'replayed later')
  const spoilt = await passkeys().beginSignIn()
  assert.equal((await passkeys().signIn(device, { isVerified: false }, spoilt)).status, 401)
  assert.equal((await passkeys().signIn(device, {}, spoilt)).status, 401, 'a wrong answer used it up')
  const ofStepUp = await passkeys().beginStepUp(owner.cookie)
  assert.equal((await passkeys().signIn(device, {}, ofStepUp)).status, 401, 'made for a step-up')
  const ofSignIn = await passkeys().beginSignIn()
  const stepUp = (cookie: string, { challenge_id, options }: Begun) =>
    desk().ask(account.StepUpWithPasskey, {
      cookie,
      body: { challenge_id, response: device.get(options) },
    })
  assert.deepEqual(refusal(await stepUp(owner.cookie, ofSignIn)), [400, 'INVALID_INPUT', 'body.response'])
  assert.deepEqual(refusal(await stepUp(other.cookie, await passkeys().beginStepUp(owner.cookie))), [
    400,
    'INVALID_INPUT',
    'body.response',
  ])
  const old = await passkeys().beginSignIn()
  desk().pass(5 * MINUTE_MS)
  assert.equal((await passkeys().signIn(device, {}, old)).status, 401, 'five minutes old')
})

test('what strangers ask for leaves nothing behind, and an answer one row', async () => {
  await passkeys().freshen(desk().people.owner)
  const { device } = await passkeys().passkeyOf(desk().people.owner)
  const kept = async () => {
    const [rows] = await desk().db.sql({ text: 'SELECT count(*)::int AS kept FROM passkey_challenges' })
    return rows?.['kept']
  }
  const before = Number(await kept())
  const unknown = openAuthenticator(ORIGIN)
  unknown.create((await passkeys().beginAdd(desk().people.owner.cookie)).options)
  for (let time = 0; time < 3; time += 1) {
    await passkeys().beginSignIn()
    assert.equal((await passkeys().signIn(unknown)).status, 401)
  }
  assert.equal(await kept(), before + 1, 'the one of whoever is signed in')
  const madeUp = { ...(await passkeys().beginSignIn()), challenge_id: randomUUID() }
  assert.equal((await passkeys().signIn(device, {}, madeUp)).status, 401)
  assert.equal(await kept(), before + 1)
  assert.equal((await passkeys().signIn(device)).status, 200)
  assert.equal(await kept(), before + 2)
})

test('a counter that goes back or stands still is a copy: refused, and told', async () => {
  const { stale } = desk().people
  await passkeys().freshen(stale)
  const { device, passkey } = await passkeys().passkeyOf(stale)
  assert.equal((await passkeys().signIn(device, { counter: 7 })).status, 200)
  for (const counter of [7, 6, 0]) assert.equal((await passkeys().signIn(device, { counter })).status, 401)
  assert.deepEqual(
    await reasons(passkey.id),
    [7, 6, 0].map(counter => `its counter went from 7 to ${counter}`),
  )
  const begun = [await passkeys().beginSignIn(), await passkeys().beginSignIn()]
  const copies = await Promise.all(begun.map(one => passkeys().signIn(device, { counter: 8 }, one)))
  assert.deepEqual(copies.map(({ status }) => status).toSorted(), [200, 401], 'two copies at once')
  assert.equal((await passkeys().signIn(device, { counter: 9 })).status, 200)
})

test('a passkey steps up its own person, and nobody else', async () => {
  const { viewer, owner } = desk().people
  await passkeys().freshen(viewer, owner)
  const [hers, his] = [await passkeys().passkeyOf(viewer), await passkeys().passkeyOf(owner)]
  desk().pass(6 * MINUTE_MS)
  const { cookie } = viewer
  const renew = () => desk().ask(account.RenewRecoveryCodes, { cookie })
  assert.deepEqual(refusal(await renew()), [403, 'STEP_UP_NEEDED'])
  const stepUp = async (device: Authenticator) => {
    const { challenge_id, options } = await passkeys().beginStepUp(cookie)
    const response = device.get(options)
    return await desk().ask(account.StepUpWithPasskey, { cookie, body: { challenge_id, response } })
  }
  assert.deepEqual(refusal(await stepUp(his.device)), [400, 'INVALID_INPUT', 'body.response'])
  assert.deepEqual(await reasons(his.passkey.id), ['it is of another person'])
  assert.equal((await renew()).status, 403)
  const done = await stepUp(hers.device)
  assert.equal(done.status, 200)
  assert.equal((await renew()).status, 200)
})

test('of a removed person no passkey opens the desk', async () => {
  const { viewer } = desk().people
  await passkeys().freshen(viewer)
  const { device } = await passkeys().passkeyOf(viewer)
  await desk().db.sql({
    text: 'UPDATE users SET removed_at = now() WHERE id = $1::uuid',
    values: [viewer.id],
  })
  assert.deepEqual(refusal(await passkeys().signIn(device)), [401, 'UNAUTHENTICATED'])
})
