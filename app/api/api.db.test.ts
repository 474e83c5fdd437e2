// Each verb of the API on its own road: from the request to the rows it leaves and the answer it gives.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { epochMs, MINUTE_MS } from '#lib/base/time.ts'
import { Command } from '#lib/wire/command.ts'
import { Health } from '#lib/wire/health.ts'
import { JobRun, ListJobs } from '#lib/wire/job.ts'
import { OpenApi } from '#lib/wire/openapi.ts'
import { systemClock } from '#server/clock.ts'
import { type Db, openDb } from '#server/db/client.ts'
import { writeBeat } from '#server/db/heartbeats.ts'
import { changeJobRun } from '#server/db/job-runs.ts'
import { makeSetupLink } from '#server/db/setup-links.ts'
import { asServer } from '#server/http/as-server.ts'
import { call, openTestDesk, type TestDesk } from '#server/http/test-desk.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'

asServer()
const { POST: checkRoad } = await import('./v1/commands/check-road/route.ts')
const { GET: readCommand } = await import('./v1/commands/[id]/route.ts')
const { GET: listJobs, POST: startJob } = await import('./v1/jobs/route.ts')
const { GET: readHealth } = await import('./v1/health/route.ts')
const { POST: checkSetup } = await import('./v1/setup/check/route.ts')
const { GET: readOpenApi } = await import('./openapi.json/route.ts')

const held: { scratch?: ScratchDatabase; web?: Db; desk?: TestDesk } = {}

before(async () => {
  const scratch = await scratchDatabase()
  const web = openDb(scratch.urls.web)
  Object.assign(held, { scratch, web, desk: await openTestDesk({ owner: scratch.db, web }) })
})
after(async () => {
  await held.web?.close()
  await held.scratch?.drop()
})

function at(): TestDesk & { db: Db } {
  assert(held.desk && held.scratch)
  return { ...held.desk, db: held.scratch.db }
}
async function actions(object: string): Promise<unknown[]> {
  const text = 'SELECT action FROM audit_entries WHERE object = $1 ORDER BY sequence'
  return (await at().db.sql({ text, values: [object] })).map(row => row['action'])
}

test('a check of the road is a pending command, audited, and its owner reads it', async () => {
  const { people } = at()
  const path = '/api/v1/commands/check-road'
  const sent = await call(checkRoad, { method: 'POST', path, cookie: people.trader.cookie })
  assert.equal(sent.status, 202)
  const command = Command.parse(await sent.json())
  assert.deepEqual([command.kind, command.state, command.outcome], ['check-road', 'pending', null])
  assert.deepEqual(await actions(command.id), ['command.accepted'])
  const read = await call(readCommand, {
    path: `/api/v1/commands/${command.id}`,
    cookie: people.trader.cookie,
  })
  assert.deepEqual(await read.json(), command)
  assert.equal(
    (await call(readCommand, { path: `/api/v1/commands/${command.id}`, cookie: people.owner.cookie })).status,
    404,
  )
})

test('a job is queued once at a time, and the list pages through all runs', async () => {
  const { people, db } = at()
  const { cookie } = people.owner
  const start = (name: string) =>
    call(startJob, { method: 'POST', path: '/api/v1/jobs', cookie, body: { name } })
  const list = async (query: string) => {
    const response = await call(listJobs, { path: `/api/v1/jobs${query}`, cookie: people.viewer.cookie })
    return ListJobs.reply.parse(await response.json())
  }
  assert.equal((await start('nonsense')).status, 400)
  const ids: string[] = []
  for (const name of ['retention', 'backup', 'measure']) {
    const response = await start(name)
    assert.equal(response.status, 202)
    const run = JobRun.parse(await response.json())
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
    assert.equal((await call(listJobs, { path: `/api/v1/jobs${query}`, cookie })).status, 400, query)
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
  const response = await call(readHealth, { path: '/api/v1/health', cookie: people.viewer.cookie })
  const health = Health.parse(await response.json())
  assert.deepEqual(health.processes, [beat])
  assert.match(health.database.version, /^18/)
  assert(health.database.size_bytes > 1_000_000)
})

test('a set-up link opens a desk without an owner, once and for half an hour', async () => {
  const { db, pass } = at()
  const check = async (token: string) =>
    (await call(checkSetup, { method: 'POST', path: '/api/v1/setup/check', body: { token } })).status
  const token = await makeSetupLink(db.sql, systemClock.now())
  assert.equal(await check(token), 410) // there are owners
  await db.sql({ text: 'UPDATE users SET removed_at = now()' })
  assert.equal(await check(token), 200)
  assert.equal(await check(token.split('').toReversed().join('')), 410)
  assert.equal(await check('short'), 400)
  pass(31 * MINUTE_MS)
  assert.equal(await check(token), 410)
  await db.sql({ text: 'UPDATE users SET removed_at = NULL' })
})

test('the document of the API is for whoever is signed in', async () => {
  const response = await call(readOpenApi, { path: '/api/openapi.json', cookie: at().people.viewer.cookie })
  assert.equal(OpenApi.parse(await response.json()).openapi, '3.1.0')
})
