// What somebody keeps who had an account of another for a while: nothing, once its person has it back.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { UserId } from '#lib/base/id.ts'
import { DAY_MS, later, SECOND_MS } from '#lib/base/time.ts'
import { RenameMe } from '#lib/wire/account.ts'
import { CreateToken } from '#lib/wire/token.ts'
import { hashOfToken, tokenHashOf } from '#server/auth/cookie.ts'
import { makeResetLink } from '#server/db/entry-links.ts'
import { addInvite } from '#server/db/invites.ts'
import { findSessions, revokeSession } from '#server/db/sessions.ts'
import { runtime } from '#server/runtime.ts'
import { renewRecoveryCodes } from '#server/services/account/renew-recovery-codes.ts'
import { invitePerson } from '#server/services/people/invite.ts'
import { createToken } from '#server/services/tokens/create.ts'
import { scratchDatabase } from '#server/testing/database.ts'
import { type AskedDesk, openAskedDesk } from './test-asks.ts'
import { send } from './test-browser.ts'
import { codeOf, type Entry, enrolmentOf, openEntry } from './test-entry.ts'
import { tokenOf } from './test-people.ts'
import { walkRoutes } from './test-routes.ts'

const API = join(import.meta.dirname, '../../app/api')
const ORIGIN = 'http://localhost:3000'
const held: { desk?: AskedDesk; entry?: Entry } = {}

before(async () => {
  const desk = await openAskedDesk(await scratchDatabase(), API)
  Object.assign(held, { desk, entry: await openEntry(desk) })
})
after(() => held.desk?.close())

function at(): { desk: AskedDesk; entry: Entry } {
  assert(held.desk && held.entry)
  return { desk: held.desk, entry: held.entry }
}

async function ofAnOwner(name: string) {
  const { desk, entry } = at()
  const { id, secret } = await entry.join(name, 'owner')
  const userId = id as UserId
  const [program, invite] = [await tokenOf(desk.db, userId, { scope: 'trade' }), random()]
  const now = entry.now()
  const made = { tokenHash: hashOfToken(invite), role: 'owner', madeBy: userId, at: now } as const
  await addInvite(desk.db.sql, { ...made, expiresAt: later(now, DAY_MS) })
  const link = (isFactorReset: boolean) =>
    makeResetLink(desk.db.sql, { userId, isFactorReset, at: entry.now() })
  const isGood = async () => [
    (await runtime().bearerOf(`Bearer ${program}`)).ok,
    (await send(entry.ways.read, { body: { token: invite } })).status === 200,
  ]
  return { userId, secret, link, isGood }
}
const random = () => randomBytes(32).toString('base64url')
const password = 'ochre lanterns over the ferry'

test('a new second factor by the operator ends API tokens and invitations, and the log says how many', async () => {
  const { desk, entry } = at()
  const { userId, link, isGood } = await ofAnOwner('Ada')
  assert.deepEqual(await isGood(), [true, true])
  const token = await link(true)
  const { secret, seal } = await enrolmentOf(entry.ways, token)
  const code = codeOf(secret, entry.now())
  assert.equal((await send(entry.ways.reset, { body: { token, password, code, seal } })).status, 200)
  assert.deepEqual(await isGood(), [false, false])
  const told = (await desk.audited(userId)).find(({ action }) => action === 'password.reset')
  assert.deepEqual([told?.detail['links_revoked'], told?.detail['tokens_revoked']], [1, 1])
})

test('a new password alone ends invitations, and lets programs go on', async () => {
  const { entry } = at()
  const { secret, link, isGood } = await ofAnOwner('Bea')
  const token = await link(false)
  const code = entry.freshCode(secret)
  assert.equal((await send(entry.ways.reset, { body: { token, password, code } })).status, 200)
  assert.deepEqual(await isGood(), [true, false])
})

test('whoever is shown out while they send a body is not let in by its end', async () => {
  const { desk, entry } = at()
  const { ways } = await walkRoutes(API)
  const { handler } = ways.find(({ contract }) => contract.name === CreateToken.name) ?? assert.fail()
  const { cookie } = desk.people.trader
  const sent = new TransformStream<Uint8Array, Uint8Array>()
  const writer = sent.writable.getWriter()
  const write = (text: string) => writer.write(new TextEncoder().encode(text))
  const headers = {
    cookie,
    origin: ORIGIN,
    'content-type': 'application/json',
    'x-forwarded-for': '10.0.0.1',
  }
  const init = { method: 'POST', headers, body: sent.readable, duplex: 'half' }
  const answer = handler(new Request(`${ORIGIN}/api/v1/tokens`, init))
  await write('{"name":"a bot","scope":"trade",') // taken, so whoever sends it was let in
  entry.pass(SECOND_MS)
  const [session] = await findSessions(desk.db.sql, [tokenHashOf(cookie) ?? assert.fail()])
  await revokeSession(desk.db.sql, session?.id ?? assert.fail(), entry.now())
  await Promise.all([write('"days":365}'), writer.close()])
  assert.equal((await answer).status, 401)
})

test('a session whose factor is stale does not rename its person out of their own door', async () => {
  const { desk } = at()
  const told = await desk.ask(RenameMe, { cookie: desk.people.stale.cookie, body: { name: 'Mallory' } })
  assert.deepEqual([told.status, (told.body as { code: string }).code], [403, 'STEP_UP_NEEDED'])
})

test('a session that ends between its admission and the work makes nothing that opens the desk', async () => {
  const { desk } = at()
  const { id, cookie } = desk.people.other
  const [session] = await findSessions(desk.db.sql, [tokenHashOf(cookie) ?? assert.fail()])
  const sessionId = session?.id ?? assert.fail()
  const actor = { kind: 'user', user_id: id, session_id: sessionId, role: 'owner' } as const
  const { auth, db, clock } = runtime()
  const ctx = { actor, auth, db, at: clock.now(), correlationId: 'a-number-of-ours', visitor: NOWHERE }
  await revokeSession(desk.db.sql, sessionId, clock.now())
  const none = { params: {}, query: {} }
  const answers = [
    await createToken({ ctx, input: { ...none, body: { name: 'a bot', scope: 'trade', days: 1 } } }),
    await invitePerson({ ctx, input: { ...none, body: { role: 'owner' } } }),
    await renewRecoveryCodes({ ctx, input: { ...none, body: {} } }),
  ]
  for (const answer of answers) assert.equal(answer.ok ? 'made' : answer.error.code, 'UNAUTHENTICATED')
})

const NOWHERE = { address: '', userAgent: null, deviceHash: null }
