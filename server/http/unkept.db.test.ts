// What writes but whose answer may not be kept: it asks for no key, has its own transactions, and learns from where it is asked.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import * as z from 'zod/mini'
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import { contract } from '#lib/wire/contract.ts'
import { Nothing } from '#lib/wire/scalars.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import type { Verb, Visitor } from '#server/services/context.ts'
import { record } from '#server/services/record.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { asServer } from './as-server.ts'
import { call, openTestDesk, type TestDesk } from './test-desk.ts'
import { outcomeOf } from './test-routes.ts'

asServer()
const { route, routes } = await import('./route.ts')

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

const Guess = contract({
  name: 'Guess',
  method: 'POST',
  path: '/api/v1/guesses',
  summary: 'For this test alone',
  access: 'anonymous',
  scope: 'none',
  effect: 'unkept',
  params: Nothing,
  query: Nothing,
  body: z.strictObject({ guess: z.string() }),
  reply: z.strictObject({ secret: z.string() }),
  status: 201,
  refusals: ['UNAUTHENTICATED'],
})
const Ask = contract({ ...Guess, name: 'Ask', access: 'viewer' })
const path = Guess.path
const noted = async (action: string) =>
  (await desk.db.sql({ text: 'SELECT actor FROM audit_entries WHERE action = $1', values: [action] })).map(
    ({ actor }) => JSON.parse(String(actor)),
  )
const done = (action: string) => ({ chain: INSTALLATION, action, object: 'guess', detail: {} })

test('a wrong guess is kept though it is refused, and no answer is kept for anybody', async () => {
  const verb: Verb<typeof Guess> = async ({ ctx, input }) => {
    await ctx.db.transact(tx => record(tx, ctx, done('guess.wrong')))
    return input.body.guess === 'right' ? ok({ secret: 's' }) : refused(WRONG)
  }
  const { POST } = routes(route(Guess, verb))
  const key = randomUUID()
  const send = (guess: string, headers: Record<string, string | null>) =>
    call(POST, { method: 'POST', path, body: { guess }, headers })
  assert.equal(await outcomeOf(await send('wrong', { 'idempotency-key': null })), 'UNAUTHENTICATED')
  assert.equal((await send('right', { 'idempotency-key': key })).status, 201)
  assert.equal(await outcomeOf(await send('wrong', { 'idempotency-key': key })), 'UNAUTHENTICATED')
  assert.deepEqual(await noted('guess.wrong'), Array(3).fill({ kind: 'anonymous' }))
  assert.deepEqual(await desk.db.sql({ text: 'SELECT key FROM idempotency_keys' }), [])
})

const WRONG = { code: 'UNAUTHENTICATED', message: 'That did not match.' } as const

test('it learns from where it is asked, and by whom', async () => {
  const heard: { visitor: Visitor; actor: unknown }[] = []
  const verb: Verb<typeof Ask> = async ({ ctx: { visitor, actor, auth } }) => {
    heard.push({ visitor, actor })
    return ok({ secret: auth.rpId })
  }
  const { POST } = routes(route(Ask, verb))
  const { cookie, id } = desk.people.viewer
  const device = randomBytes(32).toString('base64url')
  const from = { 'x-forwarded-for': '2001:db8::7', 'user-agent': `A browser ${'x'.repeat(2_000)}` }
  const sent = { method: 'POST', path, cookie, device, body: { guess: '' }, headers: from }
  assert.deepEqual(await (await call(POST, sent)).json(), { secret: 'localhost' })
  const [first] = heard
  assert.equal(first?.visitor.address, '2001:db8::7')
  assert.deepEqual(first?.visitor.deviceHash, hashOfToken(device))
  assert.match(first?.visitor.userAgent ?? '', /^A browser x{10,500}$/)
  assert.equal(Object(first?.actor).user_id, id)
  await call(POST, { ...sent, device: 'forged', headers: { 'user-agent': null } })
  assert.deepEqual([heard[1]?.visitor.deviceHash, heard[1]?.visitor.userAgent], [null, null])
})

test('what it answers keeps its contract all the same', async () => {
  const reply = { secret: 's', password_hash: 'x' } // one field more than the contract knows
  const { POST } = routes(route(Guess, async () => ok(reply)))
  assert.equal((await call(POST, { method: 'POST', path, body: { guess: '' } })).status, 500)
})

test('of a file whose body nobody wants no more is read', async () => {
  const AsFile = contract({
    ...Ask,
    name: 'AsFile',
    method: 'GET',
    body: Nothing,
    reply: z.string(),
    file: ['text/csv'],
    status: 200,
  })
  let isLeft = false
  async function* endless() {
    try {
      for (;;) yield 'a piece\n'
    } finally {
      isLeft = true
    }
  }
  const verb = async () => ok({ name: 'a.csv', type: 'text/csv', isCut: false, pieces: endless() })
  const { HEAD } = routes(route(AsFile, verb))
  const response = await call(HEAD, { method: 'HEAD', path, cookie: desk.people.viewer.cookie })
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'text/csv; charset=utf-8'])
  assert.equal(await response.text(), '')
  assert.equal(isLeft, true)
})
