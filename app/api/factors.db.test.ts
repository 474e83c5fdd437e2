// What one proves oneself by, through its routes: password, codes and seeds, right and wrong, once and again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'
import * as account from '#lib/wire/account.ts'
import { Problem } from '#lib/wire/problem.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import { type AskedDesk, openAskedDesk, refusal } from '#server/http/test-asks.ts'
import { type App, appOf, giveLogin, openSession } from '#server/http/test-logins.ts'
import { runtime } from '#server/runtime.ts'
import { scratchDatabase } from '#server/testing/database.ts'

const PASSWORD = 'vier Enten im Nebel'
const held: { desk?: AskedDesk } = {}
const apps = new Map<string, App>()

before(async () => {
  held.desk = await openAskedDesk(await scratchDatabase(), import.meta.dirname)
  const { viewer, trader, owner, other } = desk().people
  for (const person of [viewer, trader, owner, other]) {
    apps.set(person.id, await giveLogin(desk(), person, PASSWORD))
  }
})
after(() => held.desk?.close())

function desk(): AskedDesk {
  assert(held.desk)
  return held.desk
}
const now = () => runtime().clock.now()
/** The code that the person's app shows now; each counts once, so time goes on before it. */
function freshCode(userId: string): string {
  desk().pass(31 * SECOND_MS)
  const app = apps.get(userId) ?? assert.fail('no such app')
  return app.codeAt(now())
}
async function stepUp({ id, cookie }: { id: string; cookie: string }): Promise<void> {
  const { status } = await desk().ask(account.StepUp, { cookie, body: { code: freshCode(id) } })
  assert.equal(status, 200)
}
async function me(cookie: string): Promise<account.Me> {
  return account.Me.parse((await desk().ask(account.ReadMe, { cookie })).body)
}

test('a code steps up once, in this session alone, for five minutes', async () => {
  const { stale } = desk().people
  apps.set(stale.id, await giveLogin(desk(), stale, PASSWORD))
  const renew = () => desk().ask(account.RenewRecoveryCodes, { cookie: stale.cookie })
  assert.deepEqual(refusal(await renew()), [403, 'STEP_UP_NEEDED'])
  const code = freshCode(stale.id)
  const good = await desk().ask(account.StepUp, {
    cookie: stale.cookie,
    body: { code: `${code.slice(0, 3)} ${code.slice(3)}` },
  })
  assert.equal(good.status, 200)
  const again = await desk().ask(account.StepUp, { cookie: stale.cookie, body: { code } })
  assert.deepEqual(refusal(again), [400, 'INVALID_INPUT', 'body.code'])
  assert.equal((await renew()).status, 200)
  desk().pass(5 * MINUTE_MS)
  assert.deepEqual(refusal(await renew()), [403, 'STEP_UP_NEEDED'])
  const { session_id: session } = await me(stale.cookie)
  assert.deepEqual(
    (await desk().audited(session)).map(({ action }) => action),
    ['session.stepped-up', 'step-up.refused'],
  )
})

test('five wrong codes stop the right one too, under another name as well; an hour later it counts', async () => {
  const { id, cookie } = desk().people.other
  const right = freshCode(id)
  const wrong = right === '000000' ? '000001' : '000000'
  const show = (code: string) => desk().ask(account.StepUp, { cookie, body: { code } })
  const all = await Promise.all(Array.from({ length: 8 }, () => show(wrong)))
  assert.deepEqual(all.map(({ status }) => status).toSorted(), [400, 400, 400, 400, 400, 429, 429, 429])
  await desk().db.sql({
    text: `UPDATE users SET name = 'Otto the other', name_key = 'otto the other' WHERE id = $1::uuid`,
    values: [id],
  })
  const blocked = await show(right)
  assert.deepEqual(refusal(blocked), [429, 'RATE_LIMITED'])
  assert(Number(blocked.headers.get('retry-after')) > 0)
  desk().pass(HOUR_MS)
  await stepUp({ id, cookie })
  for (const code of ['12345', '', 'x'.repeat(65), 123_456]) {
    assert.equal((await desk().ask(account.StepUp, { cookie, body: { code } })).status, 400)
  }
})

test('fifty wrong codes in an hour are enough, from wherever and from a browser that is known', async () => {
  const { id, cookie } = desk().people.trader
  const device = 'd'.repeat(43)
  await desk().db.sql({
    text: 'INSERT INTO devices (user_id, token_hash) VALUES ($1::uuid, $2)',
    values: [id, hashOfToken(device)],
  })
  const right = freshCode(id)
  const wrong = right === '000000' ? '000001' : '000000'
  const show = async (code: string, place: number) => {
    const headers = { 'x-forwarded-for': `203.0.113.${place}` }
    return (await desk().ask(account.StepUp, { cookie, device, headers, body: { code } })).status
  }
  for (let place = 0; place < 50; place += 1) assert.equal(await show(wrong, place), 400)
  assert.equal(await show(right, 50), 429)
  desk().pass(HOUR_MS)
  await stepUp({ id, cookie })
})

test('ten recovery codes, told once; using one ends the other sessions, and it counts once', async () => {
  const { id, cookie } = desk().people.other
  await stepUp({ id, cookie })
  const [one, two] = await Promise.all([1, 2].map(() => desk().ask(account.RenewRecoveryCodes, { cookie })))
  assert.deepEqual([one?.status, two?.status], [200, 200])
  assert.equal((await me(cookie)).recovery_codes_left, 10, 'two at once do not leave twenty')
  const renewed = await desk().ask(account.RenewRecoveryCodes, { cookie })
  const { recovery_codes: codes } = account.RenewRecoveryCodes.reply.parse(renewed.body)
  assert.equal(new Set(codes).size, 10)
  const [code = ''] = codes
  const elsewhere = await openSession(desk(), { id })
  const used = await desk().ask(account.StepUp, { cookie, body: { code: code.toUpperCase() } })
  assert.equal(used.status, 200)
  assert.equal((await desk().ask(account.ReadMe, { cookie: elsewhere })).status, 401)
  assert.equal((await me(cookie)).recovery_codes_left, 9)
  assert.equal((await desk().ask(account.StepUp, { cookie, body: { code } })).status, 400)
  const log = JSON.stringify(await desk().audited(id))
  for (const one of codes) assert(!log.includes(one), 'no secret stands in the log')
  assert.match(log, /recovery-code\.used/)
})

test('a new app counts from its first code on, and the old one no more', async () => {
  const { id, cookie } = desk().people.trader
  desk().pass(6 * MINUTE_MS)
  assert.deepEqual(refusal(await desk().ask(account.BeginTotp, { cookie })), [403, 'STEP_UP_NEEDED'])
  await stepUp({ id, cookie })
  const begun = account.BeginTotp.reply.parse((await desk().ask(account.BeginTotp, { cookie })).body)
  assert.match(begun.uri, /^otpauth:\/\/totp\//)
  const app = appOf(begun.secret)
  const set = (body: unknown) => desk().ask(account.SetTotp, { cookie, body })
  const late = await set({ seal: begun.seal, code: app.codeAt(now() - 7 * MINUTE_MS) })
  assert.deepEqual(refusal(late), [400, 'INVALID_INPUT', 'body.code'])
  assert.match(Problem.parse(late.body).detail, /7 minutes behind/)
  const forged = `${begun.seal.slice(0, -2)}AA`
  assert.deepEqual(refusal(await set({ seal: forged, code: app.codeAt(now()) })), [
    400,
    'INVALID_INPUT',
    'body.seal',
  ])
  const { owner } = desk().people
  await stepUp(owner)
  const stolen = await desk().ask(account.SetTotp, {
    cookie: owner.cookie,
    body: { seal: begun.seal, code: app.codeAt(now()) },
  })
  assert.deepEqual(refusal(stolen), [400, 'INVALID_INPUT', 'body.seal'], 'a seed that was shown to another')
  const old = apps.get(id) ?? assert.fail()
  assert.equal((await set({ seal: begun.seal, code: app.codeAt(now()) })).status, 200)
  desk().pass(MINUTE_MS)
  assert.equal((await desk().ask(account.StepUp, { cookie, body: { code: old.codeAt(now()) } })).status, 400)
  apps.set(id, app)
  await stepUp({ id, cookie })
  const log = JSON.stringify(await desk().audited(id))
  assert.match(log, /totp\.renewed/)
  assert(!log.includes(begun.secret))
})

test('a new password ends every session, and its ticket is the only way on', async () => {
  const { id, cookie } = desk().people.owner
  await stepUp({ id, cookie })
  const elsewhere = await openSession(desk(), { id })
  const change = (password: string, chosen: string) =>
    desk().ask(account.ChangePassword, { cookie, body: { password, new_password: chosen } })
  for (const [password, chosen, field] of [
    ['not the password', 'zwei Gabeln am Himmel', 'body.password'],
    [PASSWORD, PASSWORD, 'body.new_password'],
    [PASSWORD, 'Olaf1234567890', 'body.new_password'],
    [PASSWORD, 'password1234', 'body.new_password'],
    [PASSWORD, 'short', 'body.new_password'],
    [PASSWORD, 'x'.repeat(129), 'body.new_password'],
  ] as const) {
    assert.deepEqual(refusal(await change(password, chosen)), [400, 'INVALID_INPUT', field], chosen)
  }
  const [one, two] = await Promise.all([
    change(PASSWORD, 'zwei Gabeln am Himmel'),
    change(PASSWORD, 'drei Gabeln am Himmel'),
  ])
  assert.equal([one, two].filter(({ status }) => status === 200).length, 1, 'of two at once one counts')
  for (const gone of [cookie, elsewhere]) {
    assert.equal((await desk().ask(account.ReadMe, { cookie: gone })).status, 401)
  }
  const open = await desk().db.sql({
    text: 'SELECT factor::text FROM tickets WHERE used_at IS NULL AND user_id = $1::uuid',
    values: [id],
  })
  assert.deepEqual(open, [{ factor: 'kept' }], 'no factor is claimed that nobody showed here')
  const log = JSON.stringify(await desk().audited(id))
  assert.match(log, /password-change\.refused.*password\.changed/)
  assert(!/Gabeln|Enten|not the password/.test(log))
})

test('a stolen session is no place to guess the password at', async () => {
  const { id, cookie } = desk().people.stale
  desk().pass(HOUR_MS)
  await stepUp({ id, cookie })
  const body = { password: 'not the password', new_password: 'sieben Boote auf Reede' }
  for (let tries = 0; tries < 5; tries += 1) {
    assert.equal((await desk().ask(account.ChangePassword, { cookie, body })).status, 400)
  }
  const right = await desk().ask(account.ChangePassword, { cookie, body: { ...body, password: PASSWORD } })
  assert.deepEqual(refusal(right), [429, 'RATE_LIMITED'])
})
