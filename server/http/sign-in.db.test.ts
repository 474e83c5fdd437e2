// Signing in, from the form to the session and out again: what opens, what does not, and that nobody learns why.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'
import { ReadMe } from '#lib/wire/account.ts'
import { readMe } from '#server/services/account/read-me.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { asServer } from './as-server.ts'
import { call, type Handler, openTestDesk, type TestDesk } from './test-desk.ts'
import { Browser, codeOf, type Entry, openEntry, PASSWORD } from './test-entry.ts'

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
