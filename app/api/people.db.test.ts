// The owner and the people of the desk through their routes: the last owner stays, whatever is tried at once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { UserId } from '#lib/base/id.ts'
import { DAY_MS } from '#lib/base/time.ts'
import { ReadMe, RenameMe } from '#lib/wire/account.ts'
import * as person from '#lib/wire/person.ts'
import { type Answer, type AskedDesk, openAskedDesk, refusal } from '#server/http/test-asks.ts'
import { giveLogin } from '#server/http/test-logins.ts'
import { tokenOf } from '#server/http/test-people.ts'
import { scratchDatabase } from '#server/testing/database.ts'

type Role = person.Person['role']
const held: { desk?: AskedDesk } = {}
const NOBODY = '3f1f3c0e-5f0c-4b8e-9d2a-0d6a1f6f0001'

before(async () => {
  held.desk = await openAskedDesk(await scratchDatabase(), import.meta.dirname)
})
after(() => held.desk?.close())

function desk(): AskedDesk {
  assert(held.desk)
  return held.desk
}
const change = (cookie: string, id: string, role: Role) =>
  desk().ask(person.ChangeRole, { cookie, params: { id }, body: { role } })
const remove = (cookie: string, id: string) => desk().ask(person.RemovePerson, { cookie, params: { id } })
const roleOf = async (cookie: string) => (await desk().ask(ReadMe, { cookie })).body as { role: Role }
async function list(cookie = desk().people.owner.cookie) {
  return person.ListPeople.reply.parse((await desk().ask(person.ListPeople, { cookie })).body)
}
async function owners(): Promise<string[]> {
  const rows = await desk().db.sql({
    text: `SELECT id FROM users WHERE role = 'owner' AND removed_at IS NULL ORDER BY name`,
  })
  return rows.map(row => String(row['id']))
}

test('everybody who may enter is listed, and nobody who may not', async () => {
  const { people } = await list()
  const names = people.map(({ name }) => name)
  assert(names.includes('Vera') && !names.includes('Remo'))
  const olaf = people.find(({ name }) => name === 'Olaf')
  assert(olaf?.seen_at && olaf.passkey_count === 0 && olaf.role === 'owner')
  for (const { cookie } of [desk().people.viewer, desk().people.trader]) {
    assert.equal((await desk().ask(person.ListPeople, { cookie })).status, 403)
  }
})

test('an invitation is told once, good for three days, and worthless when it is revoked', async () => {
  const { owner, other, stale } = desk().people
  const invite = (role: unknown, cookie = owner.cookie) =>
    desk().ask(person.InvitePerson, { cookie, body: { role } })
  assert.deepEqual(refusal(await invite('viewer', stale.cookie)), [403, 'STEP_UP_NEEDED'])
  for (const role of ['admin', '', null]) {
    assert.deepEqual(refusal(await invite(role)), [400, 'INVALID_INPUT', 'body.role'])
  }
  const made = person.InvitePerson.reply.parse((await invite('trader')).body)
  assert.equal(made.invite.expires_at - made.invite.made_at, 3 * DAY_MS)
  assert.deepEqual((await list()).invites, [made.invite])
  const stored = JSON.stringify(await desk().db.sql({ text: `SELECT * FROM entry_links` }))
  assert(!stored.includes(made.token))
  const told = await desk().audited(made.invite.id)
  assert.deepEqual(
    told.map(({ action, detail }) => [action, detail['role']]),
    [['person.invited', 'trader']],
  )
  assert(!JSON.stringify(told).includes(made.token))
  const revoke = (id: string, cookie = other.cookie) =>
    desk().ask(person.RevokeInvite, { cookie, params: { id } })
  assert.equal((await revoke(made.invite.id)).status, 200)
  for (const id of [made.invite.id, NOBODY]) {
    assert.deepEqual(refusal(await revoke(id)), [404, 'NOT_FOUND'])
  }
  assert.deepEqual(refusal(await revoke('x')), [400, 'INVALID_INPUT', 'params.id'])
  assert.deepEqual((await list()).invites, [])
})

test('twenty invitations may be open, and no more, however many are made at once', async () => {
  const { cookie } = desk().people.owner
  const asked = Array.from({ length: 23 }, () =>
    desk().ask(person.InvitePerson, { cookie, body: { role: 'viewer' } }),
  )
  const statuses = (await Promise.all(asked)).map(({ status }) => status)
  assert.equal(statuses.filter(status => status === 201).length, 20)
  assert.equal(statuses.filter(status => status === 409).length, 3)
  await desk().db.sql({ text: `UPDATE entry_links SET revoked_at = now() WHERE kind = 'invite'` })
})

test('another role holds from the next request on, and an owner who is lowered leaves no invitation behind', async () => {
  const { owner, other, viewer, stale } = desk().people
  assert.equal(
    (await desk().ask(person.InvitePerson, { cookie: other.cookie, body: { role: 'owner' } })).status,
    201,
  )
  assert.deepEqual(refusal(await change(stale.cookie, other.id, 'viewer')), [403, 'STEP_UP_NEEDED'])
  const lowered = await change(owner.cookie, other.id, 'viewer')
  assert.equal(person.Person.parse(lowered.body).role, 'viewer')
  assert.equal((await roleOf(other.cookie)).role, 'viewer')
  assert.equal((await desk().ask(person.ListPeople, { cookie: other.cookie })).status, 403)
  assert.deepEqual((await list()).invites, [])
  assert.deepEqual(
    (await desk().audited(other.id)).map(({ action, detail }) => [action, detail]),
    [['person.role-changed', { before: { role: 'owner' }, after: { role: 'viewer' }, links_revoked: 1 }]],
  )
  assert.equal((await change(owner.cookie, other.id, 'owner')).status, 200)
  assert.equal((await roleOf(other.cookie)).role, 'owner')
  for (const [id, role, status] of [
    [NOBODY, 'viewer', 404],
    [desk().people.removed.id, 'viewer', 404],
    ['1', 'viewer', 400],
    [viewer.id, 'root', 400],
  ] as const) {
    assert.equal((await change(owner.cookie, id, role as Role)).status, status, `${id} ${role}`)
  }
  assert.equal((await change(viewer.cookie, viewer.id, 'owner')).status, 403)
})

test('whoever is removed is gone at once: sessions, tokens, secrets and links, and the name is free', async () => {
  const { owner, trader, viewer } = desk().people
  await giveLogin(desk(), trader, 'vier Enten im Nebel')
  const { db } = desk()
  const bearer = await tokenOf(db, trader.id, { scope: 'read' })
  const link = `INSERT INTO entry_links (token_hash, kind, user_id, expires_at)
    VALUES ('x', 'reset', $1::uuid, now() + interval '1 day') RETURNING id`
  await db.sql({ text: link, values: [trader.id] })
  const code = `INSERT INTO recovery_codes (code_hash, user_id) VALUES ('y', $1::uuid)`
  await db.sql({ text: code, values: [trader.id] })
  assert.equal((await desk().ask(person.ListPeople, { bearer })).status, 403)
  assert.equal((await remove(owner.cookie, trader.id)).status, 200)
  assert.equal((await desk().ask(ReadMe, { cookie: trader.cookie })).status, 401)
  const left = await db.sql({
    text: `SELECT password_hash, totp_seed, name, name_key = id::text AS is_free,
        (SELECT count(*)::int FROM recovery_codes c WHERE c.user_id = u.id) AS codes,
        (SELECT count(*)::int FROM sessions s WHERE s.user_id = u.id AND s.revoked_at IS NULL) AS sessions,
        (SELECT count(*)::int FROM api_tokens t WHERE t.user_id = u.id AND t.revoked_at IS NULL) AS tokens,
        (SELECT count(*)::int FROM entry_links l WHERE l.user_id = u.id AND l.revoked_at IS NULL) AS links
      FROM users u WHERE id = $1::uuid`,
    values: [trader.id],
  })
  const nothing = { password_hash: null, totp_seed: null, codes: 0, sessions: 0, tokens: 0, links: 0 }
  assert.deepEqual(left, [{ ...nothing, name: 'Tara', is_free: true }])
  assert.equal((await desk().ask(person.ListPeople, { bearer })).status, 401)
  assert(!(await list()).people.some(({ id }) => id === trader.id))
  assert.equal((await desk().ask(RenameMe, { cookie: viewer.cookie, body: { name: 'TARA' } })).status, 200)
  for (const id of [trader.id, NOBODY]) {
    assert.deepEqual(refusal(await remove(owner.cookie, id)), [404, 'NOT_FOUND'])
  }
  const [row] = await desk().audited(trader.id)
  assert.deepEqual(row?.detail['before'], { name: 'Tara', role: 'trader' })
})

test('every session of a person ends at a word of the owner', async () => {
  const { owner, viewer } = desk().people
  const signOut = (id: string) => desk().ask(person.SignOutPerson, { cookie: owner.cookie, params: { id } })
  assert.deepEqual((await signOut(viewer.id)).body, { ended: 1 })
  assert.equal((await desk().ask(ReadMe, { cookie: viewer.cookie })).status, 401)
  assert.deepEqual((await signOut(viewer.id)).body, { ended: 0 })
  assert.equal((await signOut(NOBODY)).status, 404)
})

test('the last owner stays: neither lowered nor removed, by nobody and by themselves', async () => {
  const { owner } = desk().people
  for (const id of await owners())
    if (id !== owner.id) assert.equal((await change(owner.cookie, id, 'viewer')).status, 200)
  assert.deepEqual(await owners(), [owner.id])
  assert.deepEqual(refusal(await change(owner.cookie, owner.id, 'trader')), [409, 'CONFLICT'])
  assert.deepEqual(refusal(await remove(owner.cookie, owner.id)), [409, 'CONFLICT'])
  assert.equal((await change(owner.cookie, owner.id, 'owner')).status, 200)
})

test('two owners who act against each other at once leave one', async () => {
  const { owner, other } = desk().people
  const ids = [owner.id, other.id]
  const alone = async () => {
    const { sql } = desk().db
    await sql({ text: `UPDATE users SET role = 'viewer'` })
    const owners = `UPDATE users SET role = 'owner', removed_at = NULL, name_key = id::text WHERE id = ANY($1::uuid[])`
    await sql({ text: owners, values: [ids] })
    await sql({
      text: 'UPDATE sessions SET revoked_at = NULL WHERE user_id = ANY($1::uuid[])',
      values: [ids],
    })
  }
  type Act = (cookie: string, id: string) => Promise<Answer>
  const lower: Act = (cookie, id) => change(cookie, id, 'viewer')
  const each = [
    [
      [owner, other, lower],
      [other, owner, lower],
    ],
    [
      [owner, other, remove],
      [other, owner, remove],
    ],
    [
      [owner, other, remove],
      [other, owner, lower],
    ],
    [
      [owner, owner, lower],
      [other, other, lower],
    ],
    [
      [owner, owner, remove],
      [owner, other, lower],
    ],
  ] as const
  for (const [number, tries] of each.entries()) {
    await alone()
    const answers = await Promise.all(tries.map(([by, of, act]) => act(by.cookie, of.id)))
    const left = await owners()
    assert.equal(left.length, 1, `case ${number}: ${answers.map(({ status }) => status).join()}`)
    assert.equal(answers.filter(({ status }) => status === 200).length, 1, `case ${number}`)
  }
})

test('an owner who is lowered while their own change waits does not make it any more', async () => {
  const { owner, other, viewer } = desk().people
  const { db } = desk()
  const setRole = `UPDATE users SET role = $2::"Role", removed_at = NULL, name_key = id::text WHERE id = $1::uuid`
  for (const { id } of [owner, other]) await db.sql({ text: setRole, values: [id, 'owner'] })
  await db.sql({ text: 'UPDATE sessions SET revoked_at = NULL WHERE user_id = $1::uuid', values: [other.id] })
  const { late } = await db.transact(async ({ sql }) => {
    await sql({ text: `SELECT FROM pg_advisory_xact_lock(hashtextextended('people', 0))` })
    const late = change(other.cookie, viewer.id, 'trader')
    const waits = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`
    while ((await db.sql({ text: waits })).length === 0);
    await sql({ text: setRole, values: [other.id, 'viewer'] })
    return { late }
  })
  assert.deepEqual(refusal(await late), [403, 'FORBIDDEN'])
})

test('two who want one name at once: one has it', async () => {
  const { owner, other } = desk().people
  const text = `UPDATE users SET role = 'owner', removed_at = NULL, name_key = id::text WHERE id = ANY($1::uuid[])`
  const ids: UserId[] = [owner.id, other.id]
  await desk().db.sql({ text, values: [ids] })
  await desk().db.sql({
    text: 'UPDATE sessions SET revoked_at = NULL WHERE user_id = ANY($1::uuid[])',
    values: [ids],
  })
  const rename = (cookie: string, name: string) => desk().ask(RenameMe, { cookie, body: { name } })
  const answers = await Promise.all([rename(owner.cookie, 'ﬁnn'), rename(other.cookie, 'FINN')])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409])
})
