// While the database falls and rises the routes answer 200 or 503 with when to ask again, and never 500: that is a bug.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import * as z from 'zod/mini'
import { INSTALLATION } from '#lib/base/id.ts'
import { ok } from '#lib/base/result.ts'
import { MINUTE_MS } from '#lib/base/time.ts'
import { contract } from '#lib/wire/contract.ts'
import { ReadHealth } from '#lib/wire/health.ts'
import { Problem } from '#lib/wire/problem.ts'
import { Nothing } from '#lib/wire/scalars.ts'
import type { Verb } from '#server/services/context.ts'
import { readHealth } from '#server/services/health/read.ts'
import { startTestCluster, type TestCluster } from '#server/testing/cluster.ts'
import { type ScratchDatabase, scratchOn } from '#server/testing/database.ts'
import { asServer } from './as-server.ts'
import { call, type Handler, openTestDesk, type TestDesk } from './test-desk.ts'

asServer()
const { route, routes } = await import('./route.ts')

// A cluster of its own: here every connection of it is broken on purpose.
const held: { cluster?: TestCluster; scratch?: ScratchDatabase; desk?: TestDesk } = {}

before(async () => {
  const cluster = await startTestCluster()
  const scratch = await scratchOn(cluster.url, async () => undefined)
  Object.assign(held, { cluster, scratch, desk: await openTestDesk(scratch) })
})
after(async () => {
  await held.desk?.close()
  await held.scratch?.db.close()
  await held.cluster?.stop()
})
beforeEach(() => {
  desk().pass(MINUTE_MS) // no test is held up by what another asked
  desk().logged.length = 0
})

function desk(): TestDesk {
  assert(held.desk)
  return held.desk
}

const { GET: health } = routes(route(ReadHealth, readHealth))
const asViewer = () => ({ path: ReadHealth.path, cookie: desk().people.viewer.cookie })
const BREAK = { text: 'SELECT pg_terminate_backend(pg_backend_pid())' }

const Work = contract({
  ...ReadHealth,
  name: 'Work',
  path: '/api/v1/work',
  reply: z.strictObject({ asked: z.int() }),
})
const Wish = contract({
  ...Work,
  name: 'Wish',
  method: 'POST',
  access: 'trader',
  effect: 'write',
  body: Nothing,
})
type Reading = (...call: Parameters<Verb<typeof Work>>) => Promise<unknown>
type Writing = (...call: Parameters<Verb<typeof Wish>>) => Promise<unknown>

/** Counts how often its work was begun. */
function reading(work: (asked: number) => Reading): Handler {
  let asked = 0
  const verb: Verb<typeof Work> = async of => {
    asked += 1
    await work(asked)(of)
    return ok({ asked })
  }
  return routes(route(Work, verb)).GET
}
function writing(work: Writing): Handler {
  const verb: Verb<typeof Wish> = async of => {
    of.ctx.audit({ chain: INSTALLATION, action: 'work.done', object: 'work', detail: {} })
    await work(of)
    return ok({ asked: 1 })
  }
  return routes(route(Wish, verb)).POST
}
const wish = (handler: Handler) =>
  call(handler, { method: 'POST', path: Wish.path, cookie: desk().people.trader.cookie })

/** Waits until they are gone, so that the pool may know. */
async function breakEveryConnection(): Promise<number> {
  const of = (call: string) => ({
    text: `SELECT ${call} FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename <> current_user`,
  })
  const broken = await desk().db.sql(of('pg_terminate_backend(pid)'))
  await desk().db.sql(of('pg_terminate_backend(pid, 10000)'))
  return broken.length
}

/** The answer says what to do and nothing of the fault; the log says what it was, under the same number. */
async function isAway(response: Response, code: string): Promise<void> {
  const text = await response.clone().text()
  const problem = Problem.parse(await response.json())
  assert.deepEqual([response.status, problem.code], [503, 'UNAVAILABLE'])
  assert.equal(response.headers.get('content-type'), 'application/problem+json')
  assert.equal(response.headers.get('retry-after'), '2')
  assert(!text.includes(code) && !/terminat|postgres|backend|lock|timeout/i.test(text), text)
  const lines = desk().logged.map(line => JSON.parse(line))
  const told = lines.find(
    line => line.event === 'request_failed' && line.correlation_id === problem.request_id,
  )
  assert.deepEqual([told?.level, told?.status, told?.code, told?.error], ['warn', 503, code, undefined])
}

test('every pooled connection dies between two requests: nobody notices', async () => {
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(Array.from({ length: 10 }, () => call(health, asViewer())))
    assert((await breakEveryConnection()) > 0)
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(health, asViewer())))
    assert.deepEqual(
      answers.map(answer => answer.status),
      Array(10).fill(200),
    )
  }
})

test('a connection that dies under a read: it is read once more, and only once', async () => {
  const once = reading(
    asked =>
      ({ ctx }) =>
        asked === 1 ? ctx.db.sql(BREAK) : Promise.resolve(),
  )
  const answer = await call(once, { ...asViewer(), path: Work.path })
  assert.deepEqual([answer.status, await answer.json()], [200, { asked: 2 }])
  const begun: number[] = []
  const always = reading(asked => ({ ctx }) => {
    begun.push(asked)
    return ctx.db.sql(BREAK)
  })
  await isAway(await call(always, { ...asViewer(), path: Work.path }), '57P01')
  assert.deepEqual(begun, [1, 2])
})

test('a connection that dies under a write is told, and leaves nothing; on SQL and on Prisma alike', async () => {
  const rows = async () => (await desk().db.sql({ text: 'SELECT FROM audit_entries' })).length
  const before = await rows()
  await isAway(await wish(writing(({ ctx }) => ctx.tx.sql(BREAK))), '57P01')
  const thenRead = writing(async ({ ctx }) => {
    await assert.rejects(ctx.tx.sql(BREAK))
    await ctx.tx.prisma.user.count()
  })
  assert.equal((await wish(thenRead)).status, 503)
  assert.equal(await rows(), before)
  assert.equal((await wish(writing(async () => undefined))).status, 200)
  assert.equal(await rows(), before + 1)
})

test('what the database could not do just now is no bug of ours', async () => {
  const raise = (state: string) => ({
    text: `DO $$ BEGIN RAISE EXCEPTION 'attic' USING ERRCODE = '${state}'; END $$`,
  })
  for (const state of ['40001', '40P01', '55P03', '57014', '53300', '25006', '57P03', '08006']) {
    const read = reading(
      () =>
        ({ ctx }) =>
          ctx.db.sql(raise(state)),
    )
    await isAway(await call(read, { ...asViewer(), path: Work.path }), state)
    const write = await wish(writing(({ ctx }) => ctx.tx.sql(raise(state))))
    assert.equal(write.status, 503, `${state} ${desk().logged.at(-1)}`)
  }
})

test('a bug of ours is still 500, and its stack is in the log', async () => {
  const wrong = [
    { text: 'SELECT nothing FROM nowhere' },
    { text: 'SELECT $1::int', values: [1, 2] }, // the code of a broken protocol
    { text: 'DELETE FROM audit_entries' },
  ]
  for (const query of wrong) {
    const read = reading(
      () =>
        ({ ctx }) =>
          ctx.db.sql(query),
    )
    const answer = await call(read, { ...asViewer(), path: Work.path })
    assert.deepEqual([answer.status, Problem.parse(await answer.json()).code], [500, 'INTERNAL'], query.text)
    assert.match(desk().logged.join(), /"level":"error".*"status":500.*"stack"/)
  }
})

test('a database that falls and recovers: 503 while it is away, then 200', async () => {
  const [victim] = await desk().db.sql<{ pid: number }>({ text: 'SELECT pg_backend_pid() AS pid' })
  assert(victim)
  const crowd = () => Promise.all(Array.from({ length: 8 }, () => call(health, asViewer())))
  assert.deepEqual(new Set((await crowd()).map(answer => answer.status)), new Set([200]))
  process.kill(victim.pid, 'SIGKILL') // PostgreSQL then ends all the others, and recovers
  const statuses: number[] = []
  for (let round = 0; round < 10_000 && !(statuses.includes(503) && statuses.at(-1) === 200); round += 1) {
    desk().pass(MINUTE_MS)
    statuses.push(...(await crowd()).map(answer => answer.status))
  }
  assert.deepEqual(
    new Set(statuses),
    new Set([200, 503]),
    desk()
      .logged.filter(line => line.includes('"status":500'))
      .join(),
  )
})
