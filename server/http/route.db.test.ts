// The frame of every route, on a database: who comes in, what a write leaves behind, and what the outside learns of a fault.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import * as z from 'zod/mini'
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import { HOUR_MS, MINUTE_MS } from '#lib/base/time.ts'
import { contract } from '#lib/wire/contract.ts'
import { Problem } from '#lib/wire/problem.ts'
import { Nothing, Text } from '#lib/wire/scalars.ts'
import type { Verb } from '#server/services/context.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { asServer } from './as-server.ts'
import { call, openTestDesk, type Sent, type TestDesk } from './test-desk.ts'

asServer()
const { route, routes } = await import('./route.ts')

const held: { scratch?: ScratchDatabase; desk?: TestDesk } = {}

before(async () => {
  const scratch = await scratchDatabase()
  Object.assign(held, { scratch, desk: await openTestDesk(scratch) })
})
after(async () => {
  await held.desk?.close()
  await held.scratch?.drop()
})

function desk(): TestDesk {
  assert(held.desk)
  return held.desk
}

const Note = contract({
  name: 'Note',
  method: 'POST',
  path: '/api/v1/notes',
  summary: 'For this test alone',
  access: 'trader',
  scope: 'trade',
  effect: 'write',
  params: Nothing,
  query: z.strictObject({ tag: z.optional(Text(20)) }),
  body: z.strictObject({ note: Text(500) }),
  reply: z.strictObject({ note: z.string(), by: z.string() }),
  status: 201,
  refusals: ['CONFLICT'],
})
const Look = contract({
  ...Note,
  name: 'Look',
  method: 'GET',
  access: 'viewer',
  effect: 'read',
  body: Nothing,
  status: 200,
})

const note: Verb<typeof Note> = async ({ ctx, input }) => {
  ctx.audit({ chain: INSTALLATION, action: 'note.made', object: 'note', detail: { note: input.body.note } })
  return ok({ note: input.body.note, by: ctx.actor.user_id })
}
const look: Verb<typeof Look> = async ({ ctx }) => ok({ note: '', by: ctx.actor.user_id })
const onlyNote = (verb: Verb<typeof Note>) => routes(route(Note, verb)).POST

async function problem(response: Response): Promise<Problem> {
  assert.equal(response.headers.get('content-type'), 'application/problem+json')
  assert.equal(response.headers.get('cache-control'), 'no-store')
  const parsed = Problem.parse(await response.json())
  assert.equal(parsed.status, response.status)
  assert.equal(parsed.request_id, response.headers.get('x-request-id'))
  return parsed
}
async function audited(): Promise<number> {
  const [row] = await desk().db.sql<{ count: bigint }>({ text: `SELECT count(*) FROM audit_entries` })
  return Number(row?.count)
}
const asTrader = (more: Partial<Sent> = {}): Sent => ({
  method: 'POST',
  path: '/api/v1/notes',
  cookie: desk().people.trader.cookie,
  body: { note: 'hello' },
  ...more,
})

test('a write answers, and leaves one audit row that says who', async () => {
  const rows = await audited()
  const response = await call(onlyNote(note), asTrader({ headers: { 'x-request-id': 'from-a-proxy-1' } }))
  assert.equal(response.status, 201)
  assert.equal(response.headers.get('x-request-id'), 'from-a-proxy-1')
  assert.equal(response.headers.get('cache-control'), 'no-store')
  assert.deepEqual(await response.json(), { note: 'hello', by: desk().people.trader.id })
  assert.equal(await audited(), rows + 1)
  const [row] = await desk().db.sql({
    text: 'SELECT actor, correlation_id FROM audit_entries ORDER BY at DESC LIMIT 1',
  })
  assert.equal(row?.['correlation_id'], 'from-a-proxy-1')
  assert.match(String(row?.['actor']), new RegExp(desk().people.trader.id))
})

test('every input that is not as documented is refused, by the name of its field', async () => {
  const rows = await audited()
  const wrong: readonly [body: unknown, field: string][] = [
    [{}, 'body.note'],
    [{ note: 1 }, 'body.note'],
    [{ note: '' }, 'body.note'],
    [{ note: 'x'.repeat(501) }, 'body.note'],
    [{ note: 'a\u0000b' }, 'body.note'],
    [{ note: 'a\u202Eb' }, 'body.note'],
    [{ note: 'a', isAdmin: true }, 'body'],
    [[], 'body'],
    ['null', 'body'],
  ]
  for (const [body, field] of wrong) {
    const { status, errors } = await problem(await call(onlyNote(note), asTrader({ body })))
    assert.deepEqual([status, errors?.[0]?.field], [400, field], JSON.stringify(body))
  }
  for (const query of ['?tag=a&tag=b', '?__proto__=a', '?unknown=a', '?tag=a%00']) {
    assert.equal((await call(onlyNote(note), asTrader({ path: `/api/v1/notes${query}` }))).status, 400, query)
  }
  assert.equal(await audited(), rows)
})

test('what is not JSON as we take it never reaches the verb', async () => {
  const never: Verb<typeof Note> = () => assert.fail('reached')
  const sent: readonly [status: number, more: Partial<Sent>][] = [
    [400, { body: '' }],
    [400, { body: '{"note":"a","note":"b"}' }],
    [400, { body: '{"note":"a","__proto__":{}}' }],
    [400, { body: '['.repeat(21) + ']'.repeat(21) }],
    [413, { body: JSON.stringify({ note: 'x'.repeat(70_000) }) }],
    [415, { headers: { 'content-type': 'text/plain' } }],
    [415, { headers: { 'content-type': null } }],
    [415, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    [415, { headers: { 'content-encoding': 'gzip' } }],
    [403, { headers: { origin: null } }],
    [403, { headers: { origin: 'null' } }],
    [403, { headers: { origin: 'https://evil.example' } }],
    [403, { headers: { origin: 'http://localhost:3000.evil.example' } }],
    [403, { headers: { 'sec-fetch-site': 'cross-site' } }],
    [403, { headers: { 'sec-fetch-site': 'same-site' } }],
    [400, { headers: { 'idempotency-key': null } }],
    [400, { headers: { 'idempotency-key': 'short' } }],
    [400, { headers: { 'idempotency-key': 'with space' } }],
    [401, { cookie: undefined }],
    [401, { headers: { authorization: 'Bearer x' } }],
    [403, { cookie: desk().people.viewer.cookie }],
    [401, { cookie: desk().people.revoked.cookie }],
    [401, { cookie: desk().people.expired.cookie }],
    [401, { cookie: desk().people.idle.cookie }],
  ]
  for (const [status, more] of sent) {
    const { code } = await problem(await call(onlyNote(never), asTrader(more)))
    assert.equal(
      (await call(onlyNote(never), asTrader(more))).status,
      status,
      `${code} ${JSON.stringify(more)}`,
    )
  }
})

test('the same key gets the same answer, and the write is done once', async () => {
  const rows = await audited()
  const headers = { 'idempotency-key': randomUUID() }
  const first = await call(onlyNote(note), asTrader({ headers }))
  const again = await call(
    onlyNote(() => assert.fail('done twice')),
    asTrader({ headers }),
  )
  assert.equal(again.status, first.status)
  assert.deepEqual(await again.json(), await first.json())
  const other = await problem(await call(onlyNote(note), asTrader({ headers, body: { note: 'another' } })))
  assert.deepEqual([other.status, other.code], [422, 'KEY_REUSED'])
  const stranger = await call(onlyNote(note), asTrader({ headers, cookie: desk().people.other.cookie }))
  assert.equal(stranger.status, 201) // a key belongs to one person
  assert.equal(await audited(), rows + 2)
})

test('while a write is under way its key is in flight', async () => {
  const headers = { 'idempotency-key': randomUUID() }
  const entered = Promise.withResolvers<void>()
  const leave = Promise.withResolvers<void>()
  const slow: Verb<typeof Note> = async of => {
    entered.resolve()
    await leave.promise
    return note(of)
  }
  const first = call(onlyNote(slow), asTrader({ headers }))
  await entered.promise
  const second = await problem(await call(onlyNote(note), asTrader({ headers })))
  assert.deepEqual([second.status, second.code], [409, 'IN_FLIGHT'])
  leave.resolve()
  assert.equal((await first).status, 201)
})

test('a refused write leaves nothing, not even its key', async () => {
  const headers = { 'idempotency-key': randomUUID() }
  const rows = await audited()
  const refusing: Verb<typeof Note> = async of => {
    await note(of)
    return refused({ code: 'CONFLICT', message: 'Not now.' })
  }
  assert.equal((await problem(await call(onlyNote(refusing), asTrader({ headers })))).detail, 'Not now.')
  assert.equal(await audited(), rows)
  assert.equal((await call(onlyNote(note), asTrader({ headers }))).status, 201)
})

test('a write that is not audited, or does not answer its contract, does not commit', async () => {
  const silent: Verb<typeof Note> = async () => ok({ note: 'a', by: 'b' })
  const chatty: Verb<typeof Note> = async of => {
    await note(of)
    const reply = { note: 'a', by: 'b', secret: 'c' } // one field more than the contract knows
    return ok(reply)
  }
  const rows = await audited()
  for (const verb of [silent, chatty]) {
    const { status, code } = await problem(await call(onlyNote(verb), asTrader()))
    assert.deepEqual([status, code], [500, 'INTERNAL'])
  }
  assert.equal(await audited(), rows)
})

test('a fault tells its number outside and itself in the log alone', async () => {
  const broken: Verb<typeof Note> = () => Promise.reject(new Error('the attic is on fire'))
  const response = await call(onlyNote(broken), asTrader())
  const text = await response.clone().text()
  const { request_id } = await problem(response)
  assert(!text.includes('attic'))
  assert(desk().logged.some(line => line.includes('attic') && line.includes(request_id)))
  const away: Verb<typeof Note> = () =>
    Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))
  const later = await call(onlyNote(away), asTrader())
  assert.equal((await problem(later)).status, 503)
  assert.equal(later.headers.get('retry-after'), '2')
})

test('a method that the path does not know is refused and told what it knows', async () => {
  const { HEAD, PUT, PATCH, DELETE, OPTIONS } = routes(route(Note, note), route(Look, look))
  for (const [method, handler] of Object.entries({ PUT, PATCH, DELETE, OPTIONS })) {
    const response = await call(handler, asTrader({ method }))
    assert.equal((await problem(response)).status, 405)
    assert.equal(response.headers.get('allow'), 'GET, HEAD, POST')
  }
  const head = await call(HEAD, asTrader({ method: 'HEAD' }))
  assert.deepEqual([head.status, await head.text()], [200, ''])
  assert.equal((await call(HEAD, asTrader({ method: 'HEAD', cookie: undefined }))).status, 401)
})

test('more than the rate is told to wait, and only who is too fast', async () => {
  const { GET } = routes(route(Look, look))
  const asViewer = { path: '/api/v1/notes', cookie: desk().people.viewer.cookie }
  const answers = await Promise.all(Array.from({ length: 310 }, () => call(GET, asViewer)))
  const limited = answers.filter(answer => answer.status === 429)
  assert.equal(limited.length, 10)
  assert.equal(limited[0]?.headers.get('retry-after'), '1')
  assert.equal((await call(GET, { ...asViewer, cookie: desk().people.owner.cookie })).status, 200)
  desk().pass(MINUTE_MS)
  assert.equal((await call(GET, asViewer)).status, 200)
})

test('a session that is used stays open beyond its idle time, but not beyond its age', async () => {
  const { GET } = routes(route(Look, look))
  const asOther = { path: '/api/v1/notes', cookie: desk().people.other.cookie }
  const seen = async () =>
    desk().db.sql<{ seen_at: Date }>({
      text: 'SELECT seen_at FROM sessions WHERE user_id = $1::uuid',
      values: [desk().people.other.id],
    })
  for (let hours = 11; hours < 7 * 24; hours += 11) {
    const [before] = await seen()
    desk().pass(11 * HOUR_MS)
    assert.equal((await call(GET, asOther)).status, 200, `${hours} hours`)
    let isSeen = false // written without anybody waiting for it, so the test asks until it is
    for (let polls = 0; !isSeen && polls < 1_000; polls += 1) {
      isSeen = (await seen())[0]?.seen_at.getTime() !== before?.seen_at.getTime()
    }
    assert(isSeen)
  }
  desk().pass(11 * HOUR_MS)
  assert.equal((await call(GET, asOther)).status, 401)
})
