// Signing in, from the form to the session and out again: what opens, what does not, and that nobody learns why.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { refused } from '#lib/base/result.ts'
import { MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'
import { ReadMe } from '#lib/wire/account.ts'
import { openAuth } from '#server/auth/auth.ts'
import { runtime } from '#server/runtime.ts'
import { readMe } from '#server/services/account/read-me.ts'
import { signIn } from '#server/services/entry/sign-in.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { asServer } from './as-server.ts'
import { Browser, send } from './test-browser.ts'
import { call, type Handler, openTestDesk, type TestDesk } from './test-desk.ts'
import { codeOf, type Entry, openEntry, PASSWORD } from './test-entry.ts'

asServer()
const held: { scratch?: ScratchDatabase; desk?: TestDesk; entry?: Entry; me?: Handler } = {}

before(async () => {
  const scratch = await scratchDatabase()
  const desk = await openTestDesk(scratch)
  const { route, routes } = await import('./route.ts')
  Object.assign(held, { scratch, desk, entry: await openEntry(desk), me: routes(route(ReadMe, readMe)).GET })
})
after(async () => {
  await held.desk?.close()
  await held.scratch?.drop()
})

function at(): Entry {
  assert(held.entry)
  return held.entry
}
async function statusOfMe(cookie: string): Promise<number> {
  assert(held.me)
  return (await call(held.me, { path: '/api/v1/account', cookie })).status
}
async function audited(action: string): Promise<Record<string, unknown>[]> {
  const text = 'SELECT actor, object, detail FROM audit_entries WHERE action = $1 ORDER BY sequence'
  return await at().desk.db.sql({ text, values: [action] })
}
async function ticketOf({ name, secret }: { name: string; secret: string }): Promise<string> {
  const told = await at().trySignIn({ name, password: PASSWORD, code: at().freshCode(secret) })
  assert.equal(told.status, 200, JSON.stringify(told.body))
  return String(told.body['ticket'])
}

test('name, password and code open a session, whose cookie is the token and nothing else', async () => {
  const { ways, join } = at()
  const ada = await join('Ada', 'trader')
  const browser = new Browser(ways)
  const entered = await browser.enter(await ticketOf(ada))
  assert.deepEqual([entered.status, entered.body], [200, { url: 'http://localhost:3000' }])
  assert.match(browser.get('__Host-plimsoll') ?? '', /^[\w-]{43}$/)
  for (const cookie of entered.cookies) {
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']) assert.match(cookie, RegExp(part))
    assert.doesNotMatch(cookie, /Domain/i)
  }
  assert.equal(await statusOfMe(browser.cookie), 200)
  const [opened] = (await audited('session.opened')).slice(-1)
  assert.match(String(opened?.['actor']), RegExp(`"user_id":"${ada.id}"`))
  assert.equal(JSON.parse(String(opened?.['detail'])).factor, 'totp')
})

test('signing out ends the session itself; a second tab that signs out is told nothing else', async () => {
  const { ways, join } = at()
  const browser = new Browser(ways)
  await browser.enter(await ticketOf(await join('Bea', 'viewer')))
  const { cookie } = browser
  assert.equal((await browser.leave()).status, 200)
  assert.equal(await statusOfMe(cookie), 401)
  assert.equal(browser.get('__Host-plimsoll'), undefined)
  assert.match(browser.get('__Host-plimsoll-device') ?? '', /^[\w-]{43}$/)
  assert.equal((await browser.leave()).status, 200)
  assert.equal((await audited('session.closed')).length, 1)
})

test('whoever signs in again in the same browser leaves no session behind', async () => {
  const { ways, join } = at()
  const cleo = await join('Cleo', 'viewer')
  const browser = new Browser(ways)
  await browser.enter(await ticketOf(cleo))
  const [before, device] = [browser.cookie, browser.get('__Host-plimsoll-device')]
  await browser.enter(await ticketOf(cleo))
  assert.equal(await statusOfMe(before), 401)
  assert.equal(await statusOfMe(browser.cookie), 200)
  assert.equal(browser.get('__Host-plimsoll-device'), device)
})

test('a ticket opens one session, within a minute', async () => {
  const { ways, join, pass } = at()
  const dora = await join('Dora', 'viewer')
  const ticket = await ticketOf(dora)
  const both = await Promise.all([new Browser(ways).enter(ticket), new Browser(ways).enter(ticket)])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 401])
  const late = await ticketOf(dora)
  pass(MINUTE_MS)
  const refused = await new Browser(ways).enter(late)
  assert.deepEqual([refused.status, refused.body['code']], [401, 'UNAUTHENTICATED'])
  assert.equal(
    refused.cookies.some(cookie => cookie.startsWith('__Host-plimsoll')),
    false,
  )
  assert.equal((await new Browser(ways).enter(`${late.slice(0, -1)}_`)).status, 401)
  assert.equal((await new Browser(ways).enter('short')).status, 400)
})

test('a code counts once, also when two show it at once', async () => {
  const { join, trySignIn, freshCode, now } = at()
  const { secret } = await join('Egon', 'viewer')
  const who = { name: 'Egon', password: PASSWORD, code: freshCode(secret) }
  const both = await Promise.all([trySignIn(who), trySignIn(who)])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 401])
  const before = codeOf(secret, now() - 30 * SECOND_MS)
  assert.equal((await trySignIn({ ...who, code: before })).status, 401) // and an older one does not count after it
  const spoken = freshCode(secret).replace(/(...)/, '$1 ')
  assert.equal((await trySignIn({ ...who, code: spoken })).status, 200)
})

test('a recovery code counts once, ends what was open, and says so in the audit log', async () => {
  const { join, trySignIn, ways } = at()
  const fay = await join('Fay', 'viewer')
  const browser = new Browser(ways)
  await browser.enter(await ticketOf(fay))
  const [first = '', second = ''] = fay.recoveryCodes
  const who = { name: 'Fay', password: PASSWORD, code: first.toUpperCase().replaceAll('-', ' ') }
  const both = await Promise.all([trySignIn(who), trySignIn(who)])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 401])
  assert.equal(await statusOfMe(browser.cookie), 401)
  const used = await audited('recovery-code.used')
  assert.deepEqual(
    used.map(({ object, detail }) => [object, JSON.parse(String(detail)).sessions_ended]),
    [[fay.id, 1]],
  )
  const gus = await join('Gus', 'viewer') // and nobody else's counts
  assert.equal((await trySignIn({ ...who, code: gus.recoveryCodes[0] ?? '' })).status, 401)
  const entered = await browser.enter((await trySignIn({ ...who, code: second })).body['ticket'])
  assert.equal(entered.status, 200)
  assert(held.me)
  const me = await call(held.me, { path: '/api/v1/account', cookie: browser.cookie })
  assert.equal(ReadMe.reply.parse(await me.json()).recovery_codes_left, 8)
})

test('whoever was removed, or never set up a password, is told what everybody is told', async () => {
  const { join, trySignIn, freshCode, desk } = at()
  const hal = await join('Hal', 'viewer')
  const ticket = await ticketOf(hal)
  await desk.db.sql({
    text: 'UPDATE users SET removed_at = now(), name_key = id::text WHERE id = $1::uuid',
    values: [hal.id],
  })
  assert.equal((await new Browser(at().ways).enter(ticket)).status, 401)
  const told = await trySignIn({ name: 'Hal', password: PASSWORD, code: freshCode(hal.secret) })
  const other = await trySignIn({ name: 'Vera', password: PASSWORD, code: '123456' }) // has neither password nor app
  assert.deepEqual([told.status, told.body['detail']], [401, other.body['detail']])
  assert.match(
    String(told.body['detail']),
    /Check the name, the password and the code.*set your phone's clock/,
  )
})

test('another secret than the seeds were sealed with: a clear fault in the log, and nothing told outside', async () => {
  const { join, trySignIn, freshCode, desk } = at()
  const [ida, jon] = [await join('Ida2', 'viewer'), await join('Jon', 'viewer')]
  const seedOf = '(SELECT totp_seed FROM users WHERE id = $1::uuid)'
  await desk.db.sql({
    // a seed that stands in another row is not opened there either
    text: `UPDATE users SET totp_seed = ${seedOf} WHERE id = $2::uuid`,
    values: [ida.id, jon.id],
  })
  desk.logged.length = 0
  const told = await trySignIn({ name: 'Jon', password: PASSWORD, code: freshCode(ida.secret) })
  assert.equal(told.status, 401)
  assert.match(desk.logged.join(''), RegExp(`"user_id":"${jon.id}".*NEXTAUTH_SECRET.*seed_not_opened`))
  const [code = ''] = jon.recoveryCodes // the person still comes in, and can set up the app anew
  assert.equal((await trySignIn({ name: 'Jon', password: PASSWORD, code })).status, 200)
})

test('next-auth is open for three ways, with the token of its form, from our own pages', async () => {
  const { ways, join } = at()
  const ticket = await ticketOf(await join('Kim', 'viewer'))
  const browser = new Browser(ways)
  const csrfToken = await browser.formToken()
  const path = '/api/auth/callback/credentials'
  const { cookie } = browser
  const enter = (body: unknown, more: object = {}) => send(ways.enter, { path, cookie, body, ...more })
  const { length } = csrfToken
  for (const body of [
    { ticket, csrfToken: 'f'.repeat(length) },
    { ticket, csrfToken: '' },
  ]) {
    assert.equal((await enter(body)).status, 400)
  }
  assert.equal((await enter({ ticket, csrfToken }, { cookie: undefined })).status, 400)
  assert.equal((await enter({ ticket })).status, 400)
  assert.equal((await enter({ ticket, csrfToken, more: 1 })).status, 400)
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: null },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    assert.equal((await enter({ ticket, csrfToken }, { headers })).status, 403)
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  assert.equal((await enter({ ticket, csrfToken }, { headers: form })).status, 415)
  for (const other of [
    'session',
    'providers',
    'signin',
    'signin/credentials',
    'error',
    '_log',
    'callback',
    'callback/x',
    'csrf/x',
  ]) {
    const get = await call(ways.token, { path: `/api/auth/${other}` })
    const post = await send(ways.enter, { path: `/api/auth/${other}`, cookie, body: { csrfToken } })
    assert.deepEqual([get.status, post.status], [404, 404], other)
  }
  assert.equal((await call(ways.token, { path })).status, 405)
  const sent = { ticket, csrfToken, callbackUrl: 'https://evil.example/', json: 'true' }
  assert.deepEqual((await enter(sent)).body, { url: 'http://localhost:3000' }) // and leads nowhere else
})

test('a password that is changed while it is checked opens nothing', async () => {
  const { join, desk, freshCode, now } = at()
  const { id, secret } = await join('Lea', 'owner')
  const { auth, db } = runtime()
  const verify: typeof auth.passwords.verify = async (...shown) => {
    const checked = await auth.passwords.verify(...shown)
    await desk.db.sql({
      text: `UPDATE users SET password_hash = 'another' WHERE id = $1::uuid`,
      values: [id],
    })
    return checked
  }
  const told = await signIn({
    ctx: {
      actor: { kind: 'anonymous' },
      at: now(),
      correlationId: 'a-number-of-ours',
      auth: { ...auth, passwords: { ...auth.passwords, verify } },
      db,
      visitor: { address: '10.9.9.8', userAgent: null, deviceHash: null },
    },
    input: { params: {}, query: {}, body: { name: 'Lea', password: PASSWORD, code: freshCode(secret) } },
  })
  assert.equal(told.ok ? 'let in' : told.error.code, 'UNAUTHENTICATED')
})

test('when too many passwords are being checked, whoever comes is told to come again', async () => {
  const auth = openAuth({
    secret: 'of no importance to this very test',
    origin: 'http://localhost:3000',
    log: { error: () => undefined },
  })
  const passwords = { ...auth.passwords, verify: async () => refused('BUSY' as const) }
  const told = await signIn({
    ctx: {
      actor: { kind: 'anonymous' },
      at: at().now(),
      correlationId: 'a-number-of-ours',
      auth: { ...auth, passwords },
      db: at().desk.db,
      visitor: { address: '10.9.9.9', userAgent: null, deviceHash: null },
    },
    input: { params: {}, query: {}, body: { name: 'Ada', password: PASSWORD, code: '123456' } },
  })
  assert.deepEqual(told.ok ? undefined : [told.error.code, told.error.retryAfterMs], [
    'UNAVAILABLE',
    3 * SECOND_MS,
  ])
})
