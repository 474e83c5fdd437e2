// API tokens on their roads: made in person, told once, good for what their scope and their person's role say, and ended.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'
import { CheckRoad } from '#lib/wire/command.ts'
import { ListJobs } from '#lib/wire/job.ts'
import type { Scope } from '#lib/wire/scope.ts'
import { CreateToken, ListTokens, RevokeToken } from '#lib/wire/token.ts'
import { checkRoad } from '#server/services/commands/check-road.ts'
import { listJobs } from '#server/services/jobs/list.ts'
import { createToken } from '#server/services/tokens/create.ts'
import { listTokens } from '#server/services/tokens/list.ts'
import { revokeToken } from '#server/services/tokens/revoke.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { asServer } from './as-server.ts'
import { call, openTestDesk, type Sent, type TestDesk } from './test-desk.ts'
import type { Person } from './test-people.ts'
import { outcomeOf } from './test-routes.ts'

asServer()
const { route, routes } = await import('./route.ts')
const tokens = routes(route(ListTokens, listTokens), route(CreateToken, createToken))
const { DELETE } = routes(route(RevokeToken, revokeToken))
const { GET: getJobs } = routes(route(ListJobs, listJobs))
const { POST: sendCheckRoad } = routes(route(CheckRoad, checkRoad))

let scratch: ScratchDatabase
let desk: TestDesk

before(async () => {
  scratch = await scratchDatabase()
  desk = await openTestDesk(scratch)
})
after(async () => {
  await desk.close()
  await scratch.drop()
})

const path = '/api/v1/tokens'
const create = ({ cookie }: Person, scope: Scope, more: Partial<Sent> = {}) =>
  call(tokens.POST, { method: 'POST', path, cookie, body: { name: 'a bot', scope, days: 30 }, ...more })
const made = async (of: Person, scope: Scope) =>
  CreateToken.reply.parse(await (await create(of, scope)).json())
const list = async ({ cookie }: Person) =>
  ListTokens.reply.parse(await (await call(tokens.GET, { path, cookie })).json()).tokens
const look = async (bearer: string) => outcomeOf(await call(getJobs, { path: '/api/v1/jobs', bearer }))
const walk = (bearer: string) =>
  call(sendCheckRoad, { method: 'POST', path: '/api/v1/commands/check-road', bearer })
const revoke = ({ cookie }: Person, id: string) =>
  call(DELETE, { method: 'DELETE', path: `${path}/${id}`, cookie })
const inDatabase = async (text: string, value: unknown) => (await desk.db.sql({ text, values: [value] }))[0]

test('a token is told once: neither the list, nor the database, nor the log has its text', async () => {
  const { trader } = desk.people
  const response = await create(trader, 'trade')
  assert.equal(response.status, 201)
  assert.equal(response.headers.get('cache-control'), 'no-store')
  const { token, text } = CreateToken.reply.parse(await response.json())
  assert.deepEqual([token.name, token.scope, token.used_at], ['a bot', 'trade', null])
  assert.equal(token.expires_at - token.created_at, 30 * DAY_MS)
  assert.deepEqual(await list(trader), [token])
  assert.deepEqual(await list(desk.people.other), [], "another's is not in it")
  const secret = text.slice('plimsoll_'.length)
  const dumped = await desk.db.sql({
    text: `SELECT row_to_json(t)::text AS row FROM api_tokens t UNION ALL SELECT row_to_json(a)::text FROM audit_entries a
      UNION ALL SELECT row_to_json(k)::text FROM idempotency_keys k`,
  })
  assert(dumped.length >= 2)
  assert(!JSON.stringify(dumped).includes(secret))
  assert(!desk.logged.join('').includes(secret))
  const audited = await inDatabase('SELECT action, detail FROM audit_entries WHERE object = $1', token.id)
  assert.equal(audited?.['action'], 'token.created')
  assert.match(String(audited?.['detail']), /"scope": ?"trade"/)
})

test('what a token does is in the log as done by the token of its person', async () => {
  const { trader } = desk.people
  const { token, text } = await made(trader, 'trade')
  const response = await walk(text)
  assert.equal(response.status, 202)
  const { id } = CheckRoad.reply.parse(await response.json())
  const audited = await inDatabase('SELECT actor FROM audit_entries WHERE object = $1', id)
  assert.deepEqual(JSON.parse(String(audited?.['actor'])), {
    kind: 'token',
    user_id: trader.id,
    token_id: token.id,
    role: 'trader',
    scope: 'trade',
  })
})

test('a scope is bounded by the role, when it is handed on and ever after', async () => {
  const { viewer, trader, other } = desk.people
  assert.equal((await create(viewer, 'read')).status, 201)
  for (const scope of ['propose', 'trade'] as const) {
    assert.equal(await outcomeOf(await create(viewer, scope)), 'FORBIDDEN', scope)
  }
  assert.equal((await create(trader, 'propose')).status, 201)
  const { text } = await made(other, 'trade')
  assert.equal((await walk(text)).status, 202)
  const role = (name: string) => inDatabase(`UPDATE users SET role = '${name}' WHERE id = $1::uuid`, other.id)
  await role('viewer')
  assert.equal(await outcomeOf(await walk(text)), 'FORBIDDEN', 'at the very next request')
  assert.equal(await look(text), 'DONE')
  await role('owner')
})

test('a token makes no token, and needs a person who has just shown a second factor', async () => {
  const { owner, stale } = desk.people
  const { text } = await made(owner, 'trade')
  assert.equal(await outcomeOf(await create(owner, 'read', { cookie: undefined, bearer: text })), 'FORBIDDEN')
  assert.equal(await outcomeOf(await create(stale, 'read')), 'STEP_UP_NEEDED')
})

test('a token that is revoked opens nothing from then on, and is off the list', async () => {
  const { owner, other } = desk.people
  const { token, text } = await made(owner, 'read')
  assert.equal(await look(text), 'DONE')
  assert.equal(await outcomeOf(await revoke(other, token.id)), 'NOT_FOUND')
  assert.equal(await look(text), 'DONE')
  assert.equal((await revoke(owner, token.id)).status, 200)
  assert.equal(await look(text), 'UNAUTHENTICATED')
  assert(!(await list(owner)).some(({ id }) => id === token.id))
  assert.equal(await outcomeOf(await revoke(owner, token.id)), 'NOT_FOUND')
  assert.equal(await outcomeOf(await revoke(owner, randomUUID())), 'NOT_FOUND')
})

test('the same rate holds for a person and all their programs together', async () => {
  const { viewer } = desk.people
  const headers = { 'x-forwarded-for': '203.0.113.77' }
  const [one, two] = [await made(viewer, 'read'), await made(viewer, 'read')]
  const ask = (of: Partial<Sent>) => call(getJobs, { path: '/api/v1/jobs', headers, ...of })
  const asked = Array.from({ length: 306 }, (_, place) => ask({ bearer: (place % 2 ? one : two).text }))
  const limited = (await Promise.all(asked)).filter(({ status }) => status === 429)
  assert.equal(limited.length, 6)
  assert.equal((await ask({ cookie: viewer.cookie })).status, 429)
  assert.equal((await ask({ cookie: desk.people.trader.cookie })).status, 200)
})

/** Told without anybody waiting for it, so the test asks until it is. */
async function usedAt(id: string, isIt: (at: number | null) => boolean): Promise<number | null> {
  for (let polls = 0; polls < 1_000; polls += 1) {
    const at = (await list(desk.people.owner)).find(token => token.id === id)?.used_at ?? null
    if (isIt(at)) return at
    desk.pass(SECOND_MS / 100) // so that asking so often is no rate of its own
  }
  return assert.fail('never')
}

test('its last use is shown, and written once a minute at most', async () => {
  const { token, text } = await made(desk.people.owner, 'read')
  await look(text)
  const first = await usedAt(token.id, at => at !== null)
  assert(first !== null)
  desk.pass(MINUTE_MS / 2)
  await look(text)
  desk.pass(MINUTE_MS)
  await look(text)
  const second = await usedAt(token.id, at => at !== first)
  assert(second !== null && second - first >= 1.5 * MINUTE_MS, 'of the use in between nothing was written')
})

test('a token is good until its day and not a moment longer', async () => {
  const { text } = await made(desk.people.owner, 'read')
  desk.pass(30 * DAY_MS - MINUTE_MS)
  assert.equal(await look(text), 'DONE')
  desk.pass(MINUTE_MS)
  assert.equal(await look(text), 'UNAUTHENTICATED')
})
