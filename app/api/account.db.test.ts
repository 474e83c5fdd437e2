// One's own account through its routes: what is written, what is told, and what every wrong input leaves behind.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'
import * as account from '#lib/wire/account.ts'
import { DEFAULT_PREFERENCES } from '#lib/wire/preferences.ts'
import { Problem } from '#lib/wire/problem.ts'
import { hashOfToken, SESSION_COOKIE } from '#server/auth/cookie.ts'
import { runtime } from '#server/runtime.ts'
import { type Answer, type App, type AskedDesk, appOf, giveLogin, openAskedDesk } from './test-routes.ts'

const TOO_MANY_KEYS = Array.from({ length: 101 }, (_, index) => [
  `go-${'a'.repeat(index % 10)}${'b'.repeat(index / 10)}`,
  'x',
])
const PASSWORD = 'vier Enten im Nebel'
const held: { desk?: AskedDesk } = {}
const apps = new Map<string, App>()

before(async () => {
  held.desk = await openAskedDesk()
  for (const { id } of [
    desk().people.viewer,
    desk().people.trader,
    desk().people.owner,
    desk().people.other,
  ]) {
    apps.set(id, await giveLogin(desk(), id, PASSWORD))
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
function refusal({ status, body }: Answer): [number, string, string | undefined] {
  const problem = Problem.parse(body)
  return [status, problem.code, problem.errors?.[0]?.field]
}
async function stepUp({ id, cookie }: { id: string; cookie: string }): Promise<void> {
  const { status } = await desk().ask(account.StepUp, { cookie, body: { code: freshCode(id) } })
  assert.equal(status, 200)
}
async function me(cookie: string): Promise<account.Me> {
  return account.Me.parse((await desk().ask(account.ReadMe, { cookie })).body)
}

test('who I am, until when, and how the desk looks', async () => {
  const { id, cookie } = desk().people.viewer
  const read = await me(cookie)
  assert.deepEqual([read.id, read.name, read.role, read.recovery_codes_left], [id, 'Vera', 'viewer', 0])
  assert.deepEqual(read.preferences, DEFAULT_PREFERENCES)
  assert(read.idle_at > now() + 11 * HOUR_MS && read.idle_at <= now() + 12 * HOUR_MS)
  assert(read.expires_at > now() + 6 * DAY_MS)
  assert(read.stepped_up_until !== null)
  const { stale } = desk().people
  const { stepped_up_until: until } = await me(stale.cookie)
  assert(until !== null && until <= now())
})

test('a saved preference stays, what is left out too, and what is stored broken keeps nobody out', async () => {
  const { id, cookie } = desk().people.viewer
  const save = (body: unknown) => desk().ask(account.SavePreferences, { cookie, body })
  assert.equal((await save({ theme: 'dark', time_zone: 'Europe/Berlin' })).status, 200)
  const saved = await save({ density: 'compact' })
  const expected = { ...DEFAULT_PREFERENCES, theme: 'dark', time_zone: 'Europe/Berlin', density: 'compact' }
  assert.deepEqual(saved.body, expected)
  assert.deepEqual((await me(cookie)).preferences, expected)
  assert.deepEqual(
    (await desk().audited(id)).map(({ action, detail }) => [action, detail]),
    [
      [
        'preferences.saved',
        {
          before: { theme: 'system', time_zone: 'UTC' },
          after: { theme: 'dark', time_zone: 'Europe/Berlin' },
        },
      ],
      ['preferences.saved', { before: { density: 'comfortable' }, after: { density: 'compact' } }],
    ],
  )
  for (const [body, field] of [
    [{ theme: 'neon' }, 'body.theme'],
    [{ time_zone: 'Mars/Olympus' }, 'body.time_zone'],
    [{ time_zone: '../../etc/passwd' }, 'body.time_zone'],
    [{ shortcuts: 'yes' }, 'body.shortcuts'],
    [{ is_admin: true }, 'body'],
    [{ keys: { 'go-home': 'a b c' } }, 'body.keys.go-home'],
    [{ keys: Object.fromEntries(TOO_MANY_KEYS) }, 'body.keys'],
  ] as const) {
    assert.deepEqual(refusal(await save(body)), [400, 'INVALID_INPUT', field])
  }
  const broken = `UPDATE users SET preferences = '{"theme": 7, "density": "compact", "of_later": 1}' WHERE id = $1::uuid`
  await desk().db.sql({ text: broken, values: [id] })
  assert.deepEqual((await me(cookie)).preferences, { ...DEFAULT_PREFERENCES, density: 'compact' })
  await desk().db.sql({ text: `UPDATE users SET preferences = '[]' WHERE id = $1::uuid`, values: [id] })
  assert.equal((await save({ motion: 'reduce' })).status, 200)
  assert.deepEqual((await me(cookie)).preferences, { ...DEFAULT_PREFERENCES, motion: 'reduce' })
})

test('a name is free or taken in every spelling, and only what can be seen is a name', async () => {
  const { id, cookie } = desk().people.trader
  const rename = (name: string) => desk().ask(account.RenameMe, { cookie, body: { name } })
  for (const name of ['Olaf', 'OLAF', 'ｏｌａｆ', 'oLAf']) {
    assert.deepEqual(refusal(await rename(name)), [409, 'CONFLICT', 'body.name'], name)
  }
  const wrong = [
    '',
    ' Tara',
    'Tara ',
    'Ta\u202Era',
    'Ta\u0000ra',
    'Ta\u200Bra',
    'Ta\u3164ra',
    'Ta  ra',
    'x'.repeat(10_000),
    'T\nara',
    '\uD800x',
    'Ol\u00ADaf',
    '\uFEFFTara',
  ]
  for (const name of wrong) {
    assert.deepEqual(
      refusal(await rename(name)),
      [400, 'INVALID_INPUT', 'body.name'],
      JSON.stringify(name.slice(0, 20)),
    )
  }
  assert.equal((await me(cookie)).name, 'Tara')
  for (const name of ['tara', '<b>Tara</b>', 'שרה', 'Zoë 🚢']) {
    assert.deepEqual((await rename(name)).body, { name })
    assert.equal((await me(cookie)).name, name)
  }
  const [row] = (await desk().audited(id)).filter(({ action }) => action === 'person.renamed')
  assert.deepEqual(row?.detail, { before: { name: 'Tara' }, after: { name: 'tara' } })
  const [bob, eve] = await Promise.all(
    [cookie, desk().people.viewer.cookie].map(one =>
      desk().ask(account.RenameMe, { cookie: one, body: { name: 'Same' } }),
    ),
  )
  assert.deepEqual([bob?.status, eve?.status].toSorted(), [200, 409])
})

test('a code steps up once, in this session alone, for five minutes', async () => {
  const { stale } = desk().people
  apps.set(stale.id, await giveLogin(desk(), stale.id, PASSWORD))
  const renew = () => desk().ask(account.RenewRecoveryCodes, { cookie: stale.cookie })
  assert.deepEqual(refusal(await renew()), [403, 'STEP_UP_NEEDED', undefined])
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
  assert.deepEqual(refusal(await renew()), [403, 'STEP_UP_NEEDED', undefined])
  const { session_id: session } = await me(stale.cookie)
  assert.deepEqual(
    (await desk().audited(session)).map(({ action }) => action),
    ['session.stepped-up', 'step-up.refused'],
  )
})

test('five wrong codes stop the right one too, and say for how long; an hour later it counts', async () => {
  const { id, cookie } = desk().people.other
  const right = freshCode(id)
  const wrong = right === '000000' ? '000001' : '000000'
  const show = (code: string) => desk().ask(account.StepUp, { cookie, body: { code } })
  const all = await Promise.all(Array.from({ length: 8 }, () => show(wrong)))
  assert.deepEqual(all.map(({ status }) => status).toSorted(), [400, 400, 400, 400, 400, 429, 429, 429])
  const blocked = await show(right)
  assert.deepEqual(refusal(blocked), [429, 'RATE_LIMITED', undefined])
  assert(Number(blocked.headers.get('retry-after')) > 0)
  desk().pass(HOUR_MS)
  await stepUp({ id, cookie })
  for (const code of ['12345', '', 'x'.repeat(65), 123_456]) {
    assert.equal((await desk().ask(account.StepUp, { cookie, body: { code } })).status, 400)
  }
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
  const elsewhere = await openSession(id)
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
  assert.deepEqual(refusal(await desk().ask(account.BeginTotp, { cookie })), [
    403,
    'STEP_UP_NEEDED',
    undefined,
  ])
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
  const elsewhere = await openSession(id)
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
  const [tickets] = await desk().db.sql({
    text: 'SELECT count(*)::int AS open FROM tickets WHERE used_at IS NULL AND user_id = $1::uuid',
    values: [id],
  })
  assert.equal(tickets?.['open'], 1)
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
  assert.deepEqual(refusal(right), [429, 'RATE_LIMITED', undefined])
})

test('sessions are listed, and ended by their own person alone', async () => {
  const { viewer, other } = desk().people
  const [here, there] = [await openSession(viewer.id), await openSession(viewer.id)]
  const list = async (cookie: string) =>
    account.ListSessions.reply.parse((await desk().ask(account.ListSessions, { cookie })).body).sessions
  const seen = await list(here)
  assert.equal(seen.filter(({ is_this }) => is_this).length, 1)
  assert.equal(seen.length, 3)
  const { session_id: id } = await me(there)
  const revoke = (cookie: string, of: string) =>
    desk().ask(account.RevokeSession, { cookie, params: { id: of } })
  assert.deepEqual(refusal(await revoke(other.cookie, id)), [404, 'NOT_FOUND', undefined])
  assert.deepEqual(refusal(await revoke(here, '1')), [400, 'INVALID_INPUT', 'params.id'])
  assert.equal((await revoke(here, id)).status, 200)
  assert.equal((await revoke(here, id)).status, 404)
  assert.equal((await desk().ask(account.ReadMe, { cookie: there })).status, 401)
  assert.deepEqual(
    (await desk().audited(id)).map(({ action, actor }) => [action, (actor as { user_id: string }).user_id]),
    [['session.revoked', viewer.id]],
  )
  assert.deepEqual((await desk().ask(account.RevokeOtherSessions, { cookie: here })).body, { ended: 1 })
  assert.equal((await desk().ask(account.ReadMe, { cookie: viewer.cookie })).status, 401)
  assert.equal((await list(here)).length, 1)
  const own = await revoke(here, (await me(here)).session_id)
  assert.equal(own.status, 200)
  assert.equal((await desk().ask(account.ReadMe, { cookie: here })).status, 401)
})

/** Another session of this person, as signing in elsewhere would make it: its cookie. */
async function openSession(userId: string): Promise<string> {
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
  await desk().db.sql({
    text: `INSERT INTO sessions (token_hash, user_id, created_at, seen_at, expires_at)
      VALUES ($1, $2::uuid, $3::timestamptz, $3::timestamptz, $3::timestamptz + interval '7 days')`,
    values: [hashOfToken(token), userId, new Date(now())],
  })
  return `${SESSION_COOKIE}=${token}`
}
