// One-time links: each opens once, for a limited time, to what it was made for; and what is chosen behind it has to be good.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { UserId } from '#lib/base/id.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#lib/base/time.ts'
import { ReadLink } from '#lib/wire/entry.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import { makeResetLink, makeSetupLink } from '#server/db/entry-links.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { asServer } from './as-server.ts'
import { Browser, send } from './test-browser.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'
import { codeOf, type Entry, enrolmentOf, openEntry, PASSWORD } from './test-entry.ts'

asServer()
const held: { scratch?: ScratchDatabase; desk?: TestDesk; entry?: Entry } = {}

before(async () => {
  const scratch = await scratchDatabase()
  const desk = await openTestDesk(scratch)
  Object.assign(held, { scratch, desk, entry: await openEntry(desk) })
})
after(async () => {
  await held.desk?.close()
  await held.scratch?.drop()
})

function at(): Entry {
  assert(held.entry)
  return held.entry
}
const read = (token: string) => send(at().ways.read, { body: { token } })
const join = (body: Record<string, unknown>) => send(at().ways.join, { body })
const reset = (body: Record<string, unknown>) => send(at().ways.reset, { body })
const count = async (table: string) => {
  const [row] = await at().desk.db.sql({ text: `SELECT count(*)::int AS n FROM ${table}` })
  return Number(row?.['n'])
}
/** Everything that joining by this link needs. */
async function ready(token: string, name: string) {
  const { secret, seal } = await enrolmentOf(at().ways, token)
  secrets.set(seal, secret)
  return { token, name, password: PASSWORD, seal, code: codeOf(secret, at().now()) }
}
const secrets = new Map<string, string>()
function secretOf(seal: string): string {
  return secrets.get(seal) ?? assert.fail('no seed was shown with this seal')
}
function faultOf(told: { status: number; body: Record<string, unknown> }): unknown[] {
  const errors = told.body['errors'] as { field: string }[] | undefined
  return [told.status, told.body['code'], [...new Set(errors?.map(({ field }) => field))].join()]
}

test('an invitation says what it gives, and gives it once, also to two who come at once', async () => {
  const { invited, ways } = at()
  const token = await invited('trader')
  const { kind, role, name, enrolment } = ReadLink.reply.parse((await read(token)).body)
  assert.deepEqual([kind, role, name], ['invite', 'trader', null])
  assert.match(enrolment?.uri ?? '', /^otpauth:\/\/totp\/Plimsoll:localhost/)
  assert(enrolment?.qr.every(row => row.length === enrolment.qr.length && /^[01]+$/.test(row)))
  const before = await count('users')
  const bodies = [await ready(token, 'Ada'), await ready(token, 'Bea')]
  const both = await Promise.all(bodies.map(join))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 410])
  assert.equal(await count('users'), before + 1)
  const [joined] = both.filter(({ status }) => status === 200)
  const browser = new Browser(ways)
  assert.equal((await browser.enter(joined?.body['ticket'])).status, 200)
  assert.equal((await read(token)).status, 410)
})

test('wrong, used, revoked and old links are not told apart, nor is one of another kind', async () => {
  const { invited, desk, now, pass } = at()
  const [used, revoked, old] = [await invited('viewer'), await invited('viewer'), await invited('viewer')]
  const [first, second, third] = [
    await ready(used, 'Cleo'),
    await ready(revoked, 'Dora'),
    await ready(old, 'Dora'),
  ]
  assert.equal((await join(first)).status, 200)
  await desk.db.sql({
    text: 'UPDATE entry_links SET revoked_at = now() WHERE token_hash = $1',
    values: [hashOfToken(revoked)],
  })
  pass(DAY_MS)
  const setup = await makeSetupLink(desk.db.sql, now()) // of a desk that has an owner
  const told = await Promise.all(['A'.repeat(43), used, revoked, old, setup].map(read))
  assert.equal(new Set(told.map(({ status, body }) => `${status} ${body['code']} ${body['detail']}`)).size, 1)
  assert.equal(told[0]?.status, 410)
  for (const body of [
    first,
    second,
    third,
    { ...third, token: 'A'.repeat(43) },
    { ...third, token: setup },
  ]) {
    assert.equal((await join(body)).status, 410)
    assert.equal((await reset({ token: body.token, password: PASSWORD, code: '123456' })).status, 410)
  }
  for (const bad of ['', 'short', `${used}x`, `${used.slice(1)}!`])
    assert.equal((await read(bad)).status, 400, bad)
  const forReset = await makeResetLink(desk.db.sql, {
    userId: desk.people.other.id,
    isFactorReset: true,
    at: now(),
  })
  const { secret, seal } = await enrolmentOf(at().ways, forReset)
  const wish = { token: forReset, name: 'Dora', password: PASSWORD, seal, code: codeOf(secret, now()) }
  assert.equal((await join(wish)).status, 410)
  const invitation = await ready(await invited('viewer'), 'Dora')
  assert.equal((await reset({ token: invitation.token, password: PASSWORD, code: '123456' })).status, 410)
})

test('what is chosen has to be good: each fault is told at its field, and the link still opens', async () => {
  const { invited, now } = at()
  const token = await invited('viewer')
  const good = await ready(token, 'Egon')
  const { seal: foreign } = await ready(await invited('viewer'), 'Egon')
  const faults: [Record<string, unknown>, string][] = [
    [{ password: 'too short 1' }, 'body.password'],
    [{ password: 'x'.repeat(129) }, 'body.password'],
    [{ password: 'Password1234!' }, 'body.password'],
    [{ password: 'egon egon 1985' }, 'body.password'],
    [{ code: '000000' }, 'body.code'],
    [{ seal: foreign }, 'body.seal'], // the seed that another link showed
    [{ seal: `${good.seal.slice(0, -2)}AA` }, 'body.seal'],
    [{ seal: 'forged' }, 'body.seal'],
    [{ name: 'E'.repeat(10_000) }, 'body.name'],
    [{ name: '\u202eEgon' }, 'body.name'],
    [{ name: 'Egon\u0000' }, 'body.name'],
    [{ name: ' Egon' }, 'body.name'],
    [{ name: '' }, 'body.name'],
  ]
  for (const [fault, field] of faults) {
    const told = await join({ ...good, code: codeOf(secretOf(good.seal), now()), ...fault })
    assert.deepEqual(faultOf(told), [400, 'INVALID_INPUT', field], JSON.stringify(fault).slice(0, 60))
  }
  const taken = await join({ ...good, name: 'VERA' })
  assert.deepEqual(faultOf(taken), [409, 'CONFLICT', 'body.name'])
  const markup = '<script>alert(1)</script>'
  assert.equal((await join({ ...good, name: markup })).status, 200)
  const [row] = await at().desk.db.sql({ text: 'SELECT name FROM users WHERE name = $1', values: [markup] })
  assert.equal(row?.['name'], markup)
})

test('a phone whose clock is off is told by how much, where it is its own person who scans; nowhere else', async () => {
  const { invited, now, trySignIn } = at()
  const token = await invited('viewer')
  const body = await ready(token, 'Fay')
  const secret = secretOf(body.seal)
  const told = async (offMs: number) => {
    const { status, body: problem } = await join({ ...body, code: codeOf(secret, now() + offMs) })
    assert.equal(status, 400)
    return String(problem['detail'])
  }
  assert.match(await told(3 * MINUTE_MS), /clock is about 3 minutes ahead.*automatic/)
  assert.match(await told(-7 * MINUTE_MS), /clock is about 7 minutes behind.*automatic/)
  assert.doesNotMatch(await told(25 * MINUTE_MS), /clock/)
  assert.equal((await join({ ...body, code: codeOf(secret, now()) })).status, 200)
  const off = await trySignIn({
    name: 'Fay',
    password: PASSWORD,
    code: codeOf(secret, now() + 3 * MINUTE_MS),
  })
  assert.deepEqual([off.status, off.body['code']], [401, 'UNAUTHENTICATED'])
  assert.doesNotMatch(String(off.body['detail']), /minutes/)
})

test('a page that was left open too long shows a new code', async () => {
  const { invited, pass, now } = at()
  const body = await ready(await invited('viewer'), 'Gus')
  pass(HOUR_MS)
  const stale = await join({ ...body, code: codeOf(secretOf(body.seal), now()) })
  assert.deepEqual(faultOf(stale), [400, 'INVALID_INPUT', 'body.seal'])
  const again = await ready(body.token, 'Gus')
  assert.equal((await join(again)).status, 200)
})

test('two set-up links that are used at once make one owner', async () => {
  const { desk, now } = at()
  const owners = `role = 'owner' AND removed_at IS NULL`
  const { sql } = desk.db
  const removed = await sql({ text: `UPDATE users SET removed_at = now() WHERE ${owners} RETURNING id` })
  const [one, two] = [await makeSetupLink(sql, now()), await makeSetupLink(sql, now())]
  const bodies = [await ready(one, 'Hal'), await ready(two, 'Ivy')]
  const both = await Promise.all(bodies.map(join))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 410])
  assert.equal((await sql({ text: `SELECT FROM users WHERE ${owners}` })).length, 1)
  const ids = removed.map(({ id }) => id)
  await sql({ text: 'UPDATE users SET removed_at = NULL WHERE id = ANY($1::uuid[])', values: [ids] })
})

test('a new password by a link and a code: every session ends, and the old password with them', async () => {
  const { desk, now, pass, freshCode, trySignIn, ways, join: member } = at()
  const jon = await member('Jon', 'trader')
  const userId = jon.id as UserId
  const browser = new Browser(ways)
  const signedIn = await trySignIn({ name: 'Jon', password: PASSWORD, code: freshCode(jon.secret) })
  await browser.enter(signedIn.body['ticket'])
  const unused = await trySignIn({ name: 'Jon', password: PASSWORD, code: freshCode(jon.secret) })
  const link = () => makeResetLink(desk.db.sql, { userId, isFactorReset: false, at: now() })
  const [older, token] = [await link(), await link()]
  assert.equal((await read(older)).status, 410)
  const shown = ReadLink.reply.parse((await read(token)).body)
  assert.deepEqual([shown.kind, shown.name, shown.enrolment], ['reset', 'Jon', null])
  const password = 'a canal boat full of cellos'
  const wrong = await reset({ token, password, code: '000000' })
  assert.deepEqual(faultOf(wrong), [400, 'INVALID_INPUT', 'body.code'])
  const easy = await reset({ token, password: 'jon jon jon 1999', code: freshCode(jon.secret) })
  assert.deepEqual(faultOf(easy), [400, 'INVALID_INPUT', 'body.password'])
  const done = await reset({ token, password, code: freshCode(jon.secret) })
  assert.deepEqual([done.status, done.body['recovery_codes']], [200, null])
  assert.equal((await reset({ token, password, code: freshCode(jon.secret) })).status, 410)
  const [open] = await desk.db.sql({
    text: 'SELECT count(*)::int AS n FROM sessions WHERE user_id = $1::uuid AND revoked_at IS NULL',
    values: [jon.id],
  })
  assert.equal(open?.['n'], 0)
  assert.equal((await browser.enter(unused.body['ticket'])).status, 401) // proved before the reset
  assert.equal((await browser.enter(done.body['ticket'])).status, 200)
  const code = freshCode(jon.secret)
  assert.equal((await trySignIn({ name: 'Jon', password: PASSWORD, code })).status, 401)
  assert.equal((await trySignIn({ name: 'Jon', password, code })).status, 200)
  const late = await link()
  pass(30 * MINUTE_MS)
  assert.equal((await reset({ token: late, password, code: freshCode(jon.secret) })).status, 410)
})

test('whoever has the link and not the app may try five codes', async () => {
  const { desk, now, freshCode, join: member } = at()
  const kim = await member('Kim', 'viewer')
  const wish = { userId: kim.id as UserId, isFactorReset: false, at: now() }
  const token = await makeResetLink(desk.db.sql, wish)
  const password = 'a canal boat full of cellos'
  const statuses: number[] = []
  for (let tried = 0; tried < 5; tried += 1) {
    statuses.push((await reset({ token, password, code: '000000' })).status)
  }
  const right = await reset({ token, password, code: freshCode(kim.secret) })
  assert.deepEqual([...statuses, right.status], [400, 400, 400, 400, 400, 429])
  assert(right.retryAfterS > 4 * 60, `${right.retryAfterS}`)
})

test('with a new second factor nothing of the old one counts: neither app, nor codes, nor passkeys', async () => {
  const { desk, now, freshCode, trySignIn, join: member } = at()
  const lea = await member('Lea', 'owner')
  await desk.db.sql({
    text: `INSERT INTO passkeys (user_id, name, credential_id, public_key, counter, transports, is_synced)
      VALUES ($1::uuid, 'phone', 'credential', '\\x00', 0, '{}', false)`,
    values: [lea.id],
  })
  const userId = lea.id as UserId
  const token = await makeResetLink(desk.db.sql, { userId, isFactorReset: true, at: now() })
  const password = 'a canal boat full of cellos'
  assert.deepEqual(faultOf(await reset({ token, password, code: freshCode(lea.secret) })).slice(2), [
    'body.seal',
  ])
  const { secret, seal } = await enrolmentOf(at().ways, token)
  const old = await reset({ token, password, seal, code: freshCode(lea.secret) })
  assert.deepEqual(faultOf(old), [400, 'INVALID_INPUT', 'body.code'])
  const done = await reset({ token, password, seal, code: codeOf(secret, now()) })
  assert.equal(done.status, 200)
  const codes = done.body['recovery_codes'] as string[]
  assert.equal(codes.length, 10)
  assert.deepEqual(
    await desk.db.sql({ text: 'SELECT FROM passkeys WHERE user_id = $1::uuid', values: [lea.id] }),
    [],
  )
  const tries = [freshCode(lea.secret), lea.recoveryCodes[0] ?? '', codes[0] ?? '', freshCode(secret)]
  const statuses: number[] = []
  for (const code of tries) statuses.push((await trySignIn({ name: 'Lea', password, code })).status)
  assert.deepEqual(statuses, [401, 401, 200, 200])
})
