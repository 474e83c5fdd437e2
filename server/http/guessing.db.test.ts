// Guessing does not pay, tells nothing, and locks nobody out who has been here before.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SessionId, UserId } from '#lib/base/id.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'
import { mayGuess } from '#server/services/account/guesser.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { asServer } from './as-server.ts'
import { Browser, type Told } from './test-browser.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'
import { type Entry, type Member, openEntry, PASSWORD } from './test-entry.ts'

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
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
const wrong = (name: string, address: string, device?: string) =>
  at().trySignIn({ name, password: 'not the password at all', code: '000000' }, { ...from(address), device })
const right = ({ name, secret }: Member, address: string, device?: string) =>
  at().trySignIn({ name, password: PASSWORD, code: at().freshCode(secret) }, { ...from(address), device })
const NO_SESSION = '00000000-0000-0000-0000-000000000000' as SessionId // nobody looks it up here

async function statusesOf(tries: readonly (() => Promise<Told>)[]): Promise<number[]> {
  const statuses: number[] = []
  for (const one of tries) statuses.push((await one()).status)
  return statuses
}
const times = <T>(count: number, one: T): T[] => Array<T>(count).fill(one)

/** All but what differs from one answer to the next in any case. */
function plain({ status, body, retryAfterS, cookies }: Told): unknown {
  return { status, body: { ...body, request_id: '' }, retryAfterS, cookies }
}

test('five failures, then five minutes; ten within a quarter of an hour; a right answer counts as little', async () => {
  const { join, pass } = at()
  const ada = await join('Ada', 'trader')
  const fail = () => wrong('Ada', '10.0.0.1')
  assert.deepEqual(await statusesOf(times(6, fail)), [401, 401, 401, 401, 401, 429])
  const early = await right(ada, '10.0.0.1') // half a minute later, and right in everything
  assert.deepEqual([early.status, early.body['code']], [429, 'RATE_LIMITED'])
  assert(early.retryAfterS > 4 * 60 && early.retryAfterS <= 5 * 60 - 29, `${early.retryAfterS}`)
  pass(early.retryAfterS * SECOND_MS)
  assert.deepEqual(await statusesOf(times(6, fail)), [401, 401, 401, 401, 401, 429])
  pass(5 * MINUTE_MS)
  const late = await right(ada, '10.0.0.1') // ten in eleven minutes
  assert.equal(late.status, 429)
  assert(late.retryAfterS > 3 * 60 && late.retryAfterS < 5 * 60, `${late.retryAfterS}`)
  assert.equal((await right(ada, '10.0.0.2')).status, 200) // others are not kept out by it
  pass(late.retryAfterS * SECOND_MS)
  assert.equal((await right(ada, '10.0.0.1')).status, 200)
})

test("whoever bears the name and whoever doesn't are answered alike, to the letter", async () => {
  const { join } = at()
  await join('Bea', 'viewer')
  const answers = async (name: string) => {
    const told: unknown[] = []
    for (const one of times(6, () => wrong(name, '10.0.1.1'))) told.push(plain(await one()))
    return told
  }
  const [known, unknown] = [await answers('Bea'), await answers('Nobody of that name')]
  assert.deepEqual(known, unknown)
  assert.equal(known.length, 6)
})

test('a wrong password and a wrong code are answered alike, and are counted alike', async () => {
  const { join, trySignIn } = at()
  const cleo = await join('Cleo', 'viewer')
  const tries = async (address: string, tried: { password: string; code: string }) => {
    const told: unknown[] = []
    for (const one of times(6, { name: 'Cleo', ...tried }))
      told.push(plain(await trySignIn(one, from(address))))
    return told
  }
  const wrongCode = await tries('10.0.2.1', { password: PASSWORD, code: '000000' })
  const code = at().freshCode(cleo.secret)
  const wrongPassword = await tries('10.0.2.2', { password: 'not the password at all', code })
  assert.deepEqual(wrongCode, wrongPassword)
  // A code that was shown with a wrong password was not looked at, and still counts.
  const told = await trySignIn({ name: 'Cleo', password: PASSWORD, code }, from('10.0.2.3'))
  assert.equal(told.status, 200)
})

test('fifty failures within an hour, from wherever; but not against a browser that has been here', async () => {
  const { join, pass, ways } = at()
  const dora = await join('Dora', 'owner')
  const browser = new Browser(ways)
  await browser.enter((await right(dora, '10.0.3.1')).body['ticket'])
  const device = browser.get('__Host-plimsoll-device')
  for (let place = 0; place < 10; place += 1) {
    assert.deepEqual(await statusesOf(times(5, () => wrong('dora', `10.1.0.${place}`))), times(5, 401))
  }
  const stranger = await right(dora, '10.0.3.2')
  assert.equal(stranger.status, 429)
  assert(stranger.retryAfterS > 50 * 60, `${stranger.retryAfterS}`)
  assert.equal((await wrong('dora', '10.1.1.1')).status, 429)
  assert.equal((await right(dora, '10.0.3.3', device)).status, 200)
  assert.equal((await right(dora, '10.0.3.3', 'A'.repeat(43))).status, 429) // a browser that nobody knows
  const eve = await join('Eve', 'viewer')
  const other = new Browser(ways)
  await other.enter((await right(eve, '10.0.3.4')).body['ticket'])
  assert.equal((await right(dora, '10.0.3.4', other.get('__Host-plimsoll-device'))).status, 429) // or knows as another's
  pass(HOUR_MS)
  assert.equal((await right(dora, '10.0.3.2')).status, 200)
})

test('many tries at once are counted as that many', async () => {
  const { join } = at()
  await join('Finn', 'viewer')
  const told = await Promise.all(times(8, 0).map(() => wrong('Finn', '10.0.4.1')))
  const statuses = told.map(({ status }) => status).toSorted()
  assert.deepEqual(statuses, [...times(5, 401), ...times(3, 429)])
})

test('one IPv6 network is one address', async () => {
  for (let host = 1; host <= 5; host += 1) {
    assert.equal((await wrong('Gus', `2001:db8:1:2::${host}`)).status, 401)
  }
  assert.equal((await wrong('Gus', '2001:db8:1:2:ffff::9')).status, 429)
  assert.equal((await wrong('Gus', '2001:db8:1:3::1')).status, 401)
})

test('the name is the same in whatever case and form, and with a space behind it', async () => {
  for (const name of ['Hélène', 'HÉLÈNE', 'He\u0301le\u0300ne', ' hélène', 'hélène ']) {
    assert.equal((await wrong(name, '10.0.5.1')).status, 401)
  }
  assert.equal((await wrong('hélène', '10.0.5.1')).status, 429)
})

test('a name that looks like the number of a person is a name', async () => {
  const { join, desk, now } = at()
  const hal = await join('Hal', 'viewer')
  for (let place = 0; place < 50; place += 1) await wrong(`person ${hal.id}`, `10.2.0.${place}`)
  const asks = {
    actor: { kind: 'user', user_id: hal.id as UserId, session_id: NO_SESSION, role: 'viewer' } as const,
    visitor: { address: '10.2.0.1', userAgent: null, deviceHash: null },
  }
  assert.equal((await mayGuess(desk.db.sql, { ...asks, at: now() }, 'password')).ok, true)
})

test('a hundred failures from one address, at whatever names; a browser that has been here is not of them', async () => {
  const { join, ways, pass } = at()
  const ivy = await join('Ivy', 'trader')
  const browser = new Browser(ways)
  await browser.enter((await right(ivy, '10.0.6.1')).body['ticket'])
  const device = browser.get('__Host-plimsoll-device')
  for (let place = 0; place < 20; place += 1) {
    assert.deepEqual(await statusesOf(times(5, () => wrong(`crowd ${place}`, '10.0.6.2'))), times(5, 401))
  }
  assert.equal((await wrong('one more of the crowd', '10.0.6.2')).status, 429)
  assert.equal((await right(ivy, '10.0.6.2')).status, 429)
  assert.equal((await right(ivy, '10.0.6.2', device)).status, 200)
  pass(15 * MINUTE_MS)
  assert.equal((await right(ivy, '10.0.6.2')).status, 200)
})

test('who has copied the cookie of a browser has fifty failures within an hour by it, from wherever', async () => {
  const { join, ways } = at()
  const kai = await join('Kai', 'owner')
  const browser = new Browser(ways)
  await browser.enter((await right(kai, '10.0.7.1')).body['ticket'])
  const device = browser.get('__Host-plimsoll-device')
  const tries = Array.from({ length: 51 }, (_, place) => () => wrong('Kai', `10.3.0.${place}`, device))
  assert.deepEqual(await statusesOf(tries), [...times(50, 401), 429])
})
