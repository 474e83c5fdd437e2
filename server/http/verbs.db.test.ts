// Each verb of the API on its own road: from the request to the rows it leaves and the answer it gives.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { epochMs, MINUTE_MS } from '#lib/base/time.ts'
import { CheckRoad, Command, ReadCommand } from '#lib/wire/command.ts'
import { Health, ReadHealth } from '#lib/wire/health.ts'
import { JobRun, ListJobs, StartJob } from '#lib/wire/job.ts'
import { OpenApi, ReadOpenApi } from '#lib/wire/openapi.ts'
import { openSeeds } from '#server/auth/seeds.ts'
import { tellUnopenedSeeds } from '#server/auth/unopened-seeds.ts'
import { systemClock } from '#server/clock.ts'
import { writeBeat } from '#server/db/heartbeats.ts'
import { changeJobRun } from '#server/db/job-runs.ts'
import { runtime } from '#server/runtime.ts'
import { checkRoad } from '#server/services/commands/check-road.ts'
import { readCommand } from '#server/services/commands/read.ts'
import { readHealth } from '#server/services/health/read.ts'
import { listJobs } from '#server/services/jobs/list.ts'
import { startJob } from '#server/services/jobs/start.ts'
import { readOpenApi } from '#server/services/openapi/read.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { asServer } from './as-server.ts'
import { call, openTestDesk, type TestDesk } from './test-desk.ts'

asServer()
const { route, routes } = await import('./route.ts')
const { POST: sendCheckRoad } = routes(route(CheckRoad, checkRoad))
const { GET: getCommand } = routes(route(ReadCommand, readCommand))
const { GET: getJobs, POST: postJob } = routes(route(ListJobs, listJobs), route(StartJob, startJob))
const { GET: getHealth } = routes(route(ReadHealth, readHealth))
const { GET: getOpenApi } = routes(route(ReadOpenApi, readOpenApi))

const held: { scratch?: ScratchDatabase; desk?: TestDesk } = {}

before(async () => {
  const scratch = await scratchDatabase()
  Object.assign(held, { scratch, desk: await openTestDesk(scratch) })
})
after(async () => {
  await held.desk?.close()
  await held.scratch?.drop()
})

function at(): TestDesk {
  assert(held.desk)
  return held.desk
}
async function actions(object: string): Promise<unknown[]> {
  const text = 'SELECT action FROM audit_entries WHERE object = $1 ORDER BY sequence'
  return (await at().db.sql({ text, values: [object] })).map(row => row['action'])
}

test('a check of the road is a pending command, audited, and its owner reads it', async () => {
  const { people } = at()
  const path = '/api/v1/commands/check-road'
  const sent = await call(sendCheckRoad, { method: 'POST', path, cookie: people.trader.cookie })
  assert.equal(sent.status, 202)
  const command = Command.parse(await sent.json())
  assert.deepEqual([command.kind, command.state, command.outcome], ['check-road', 'pending', null])
  assert.deepEqual(await actions(command.id), ['command.accepted'])
  const read = await call(getCommand, {
    path: `/api/v1/commands/${command.id}`,
    cookie: people.trader.cookie,
  })
  assert.deepEqual(await read.json(), command)
  assert.equal(
    (await call(getCommand, { path: `/api/v1/commands/${command.id}`, cookie: people.owner.cookie })).status,
    404,
  )
})

test('a key whose kept answer is trimmed does not make its command a second time', async () => {
  const { people, db } = at()
  const headers = { 'idempotency-key': 'kept-for-some-days' }
  const sent = { method: 'POST', path: '/api/v1/commands/check-road', cookie: people.trader.cookie, headers }
  assert.equal((await call(sendCheckRoad, sent)).status, 202)
  await db.sql({ text: 'DELETE FROM idempotency_keys' })
  const again = await call(sendCheckRoad, sent)
  assert.equal(again.status, 422)
})

test('of many who ask for one job in the same moment, one gets it', async () => {
  const { people, db } = at()
  const body = { name: 'audit-head' }
  const ask = () => call(postJob, { method: 'POST', path: '/api/v1/jobs', cookie: people.owner.cookie, body })
  const statuses = (await Promise.all(Array.from({ length: 6 }, ask))).map(({ status }) => status)
  assert.deepEqual(statuses.toSorted(), [202, 409, 409, 409, 409, 409])
  await db.sql({ text: "DELETE FROM job_runs WHERE name = 'audit-head'" })
})

test('a job is queued once at a time, and the list pages through all runs', async () => {
  const { people, db } = at()
  const { cookie } = people.owner
  const start = (name: string) =>
    call(postJob, { method: 'POST', path: '/api/v1/jobs', cookie, body: { name } })
  const list = async (query: string) => {
    const response = await call(getJobs, { path: `/api/v1/jobs${query}`, cookie: people.viewer.cookie })
    return ListJobs.reply.parse(await response.json())
  }
  assert.equal((await start('nonsense')).status, 400)
  const ids: string[] = []
  for (const name of ['retention', 'backup', 'measure']) {
    const response = await start(name)
    assert.equal(response.status, 202)
    const run = JobRun.parse(await response.json())
    assert.equal(run.correlation_id, response.headers.get('x-request-id'))
    assert.deepEqual([run.state, run.requested_by], ['queued', people.owner.id])
    assert.deepEqual(await actions(run.id), ['job.queued'])
    ids.unshift(run.id)
  }
  const again = await start('backup')
  assert.equal(again.status, 409)
  assert.match(await again.text(), new RegExp(ids[1] ?? '-'))
  await changeJobRun(db.sql, { id: ids[1] ?? '', state: 'done' })
  assert.equal((await start('backup')).status, 202)

  const whole = (await list('')).jobs.map(run => run.id)
  assert.equal(whole.length, 4)
  const first = await list('?limit=3')
  assert.equal(first.next_cursor, whole[2])
  const rest = await list(`?limit=3&cursor=${first.next_cursor}`)
  assert.deepEqual(
    [...first.jobs, ...rest.jobs].map(run => run.id),
    whole,
  )
  assert.equal(rest.next_cursor, null)
  for (const query of ['?limit=0', '?limit=501', '?limit=x', '?cursor=x']) {
    assert.equal((await call(getJobs, { path: `/api/v1/jobs${query}`, cookie })).status, 400, query)
  }
})

test('health shows who beat within the last minute, and the database', async () => {
  const { people, db } = at()
  const now = systemClock.now()
  const beat = {
    process: 'engine' as const,
    incarnation: '3f1f3c0e-5f0c-4b8e-9d2a-0d6a1f6f0001',
    pid: 7,
    host: 'desk',
    build: 'test',
    started_at: now,
    beat_at: now,
    rss_bytes: 3_000_000_000,
    restarts: 2,
  }
  await writeBeat(db.sql, beat)
  const gone = { ...beat, incarnation: '3f1f3c0e-5f0c-4b8e-9d2a-0d6a1f6f0002' }
  await writeBeat(db.sql, { ...gone, beat_at: epochMs(now - 2 * MINUTE_MS) })
  const response = await call(getHealth, { path: '/api/v1/health', cookie: people.viewer.cookie })
  const health = Health.parse(await response.json())
  assert.deepEqual(health.processes, [beat])
  assert.match(health.database.version, /^18/)
  assert(health.database.size_bytes > 1_000_000)
})

test('seeds that another secret sealed are told at the start, and to owners, who can do something', async () => {
  const { people, db, logged } = at()
  const unopened = async ({ cookie }: { cookie: string }) => {
    const response = await call(getHealth, { path: '/api/v1/health', cookie })
    return Health.parse(await response.json()).unopened_apps
  }
  const start = async () => {
    logged.length = 0
    const { log, auth } = runtime()
    await tellUnopenedSeeds({ sql: db.sql, auth, log })
    return logged.join('')
  }
  const keep = (sealed: Buffer) =>
    db.sql({
      text: 'UPDATE users SET totp_seed = $2 WHERE id = $1::uuid',
      values: [people.trader.id, sealed],
    })
  await keep(runtime().auth.seeds.seal(people.trader.id, 'A'.repeat(32)))
  assert.deepEqual([await unopened(people.owner), await unopened(people.viewer)], [0, null])
  assert.equal(await start(), '')
  await keep(openSeeds('the secret of the desk that was').seal(people.trader.id, 'A'.repeat(32)))
  assert.deepEqual([await unopened(people.owner), await unopened(people.trader)], [1, null])
  assert.match(await start(), /"level":"error".*"count":1.*NEXTAUTH_SECRET.*seeds_not_opened/)
})

test('the document of the API is for whoever is signed in', async () => {
  const response = await call(getOpenApi, { path: '/api/openapi.json', cookie: at().people.viewer.cookie })
  assert.equal(OpenApi.parse(await response.json()).openapi, '3.1.0')
})
