// The jobs as they run: with the rights of their role, through the real queue, followed by a person on the bus.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import type { JobName, JobRun } from '#lib/wire/job.ts'
import { openMemoryBus } from '#server/bus/memory.ts'
import { systemClock } from '#server/clock.ts'
import { appendAudit } from '#server/db/audit.ts'
import { type Db, openDb } from '#server/db/client.ts'
import { addJobRun, listJobRuns } from '#server/db/job-runs.ts'
import { addUser } from '#server/db/users.ts'
import { readSettings } from '#server/env.ts'
import { openLog } from '#server/log.ts'
import { openMetrics } from '#server/metrics.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { allJobs } from './all.ts'
import type { Ground, Job } from './job.ts'
import { HEADS_FILE } from './kept-heads.ts'
import { prepareJobs } from './queue.ts'
import { openWorks } from './works.ts'

let scratch: ScratchDatabase
let web: Db
let folder: string

before(async () => {
  scratch = await scratchDatabase()
  await prepareJobs(scratch.urls.owner)
  web = openDb(scratch.urls.web)
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-jobs-'))
})
after(async () => {
  await web.close()
  await scratch.drop()
  await rm(folder, { recursive: true })
})

const lines: Record<string, unknown>[] = []
const log = openLog('jobs', { destination: { write: line => void lines.push(JSON.parse(line)) } })

async function openJobs(t: TestContext, jobs: readonly Job[], keepQueueDays = 7) {
  const bus = openMemoryBus()
  const told: JobRun[] = []
  const heard = new Set<(run: JobRun) => void>()
  bus('web').subscribe('job.changed', run => {
    told.push(run)
    for (const hear of heard) hear(run)
  })
  const ground: Ground = { db: openDb(scratch.urls.jobs), bus: bus('jobs'), clock: systemClock, log }
  const works = await openWorks(ground, { url: scratch.urls.jobs, jobs, keepQueueDays })
  const close = once(async () => {
    await works.stop()
    await ground.db.close()
  })
  t.after(close)
  /** The end of this try of a run, as it was told. */
  const ended = ({ id }: JobRun) =>
    new Promise<JobRun>(resolve => {
      const hear = (run: JobRun) => {
        if (run.id === id && (run.finished_at !== null || run.state === 'queued')) resolve(run)
      }
      heard.add(hear)
      for (const run of told) hear(run)
    })
  return { bus, told, ended, close }
}

function once<T>(act: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => {
    done ??= act()
    return done
  }
}

const ask = (name: JobName) =>
  web.transact(tx =>
    addJobRun(tx.sql, {
      name,
      requestedBy: null,
      correlationId: `wish-for-${name}`,
      at: systemClock.now(),
    }),
  )

const settings = () => {
  const read = readSettings({})
  assert(read.ok)
  return read.value
}

test('preparing the queue again changes nothing and refuses nothing', async () => {
  await prepareJobs(scratch.urls.owner)
})

test('what a person asks for is run, with progress to follow, by every job there is', async t => {
  await scratch.db.atomically(sql =>
    appendAudit(sql, {
      chain: 'installation',
      actor: '{"kind":"system"}',
      action: 'test',
      object: 'x',
      detail: '{}',
      correlationId: 'c',
    }),
  )
  await writeFile(join(folder, HEADS_FILE), '{"at":1,"he') // as a stop of the machine leaves it
  const metrics = openMetrics('jobs')
  const jobs = await openJobs(
    t,
    allJobs({ settings: settings(), metrics, auditFolder: folder, cluster: 'own' }),
  )
  jobs.bus('supervisor').answer('backup.make', async ({ job_id, correlation_id }) => {
    assert.equal(correlation_id, 'wish-for-backup')
    jobs.bus('supervisor').publish('backup.progress', { job_id, progress_pct: 50, message: 'copying' })
    const message = 'WARNING: the audit log does NOT hold'
    jobs.bus('supervisor').publish('backup.progress', { job_id, progress_pct: 100, message })
    return { backup: '2026-11-20T03-00-00-000Z', bytes: 1_500_000 }
  })
  const asked = await Promise.all(
    (['retention', 'backup', 'audit-head', 'audit-check', 'measure'] as const).map(ask),
  )
  const done = await Promise.all(asked.map(jobs.ended))
  assert.deepEqual(
    done.map(run => [run.name, run.state, run.progress_pct]),
    asked.map(run => [run.name, 'done', 100]),
  )
  assert.equal(done[1]?.message, '2026-11-20T03-00-00-000Z, 1.5 MB; WARNING: the audit log does NOT hold')
  await followsWishes(done)
  const backup = jobs.told.filter(run => run.id === asked[1]?.id)
  assert.deepEqual(
    backup.map(run => [run.state, run.progress_pct]),
    [
      ['running', 0],
      ['running', 50],
      ['done', 100],
    ],
  )
  const rows = await listJobRuns(web.sql, { limit: 10 })
  for (const run of done) {
    assert.deepEqual(
      rows.find(row => row.id === run.id),
      run,
    )
  }
  const [, kept = ''] = (await readFile(join(folder, HEADS_FILE), 'utf8')).split('\n')
  const heads: unknown = JSON.parse(kept)
  const [head] = await scratch.db.sql<{ hash: Buffer }>({ text: 'SELECT hash FROM audit_heads' })
  assert.deepEqual(heads, {
    at: done[2]?.started_at,
    heads: [{ chain: 'owner/installation', sequence: 1, hash: head?.hash.toString('hex') }],
  })
  const figures = JSON.stringify(await metrics.read())
  for (const name of ['plimsoll_database_bytes', 'plimsoll_disk_free_bytes'])
    assert.match(figures, new RegExp(name))
})

/** Each of these runs carries the id of its request in its row, in the queue and in its lines. */
async function followsWishes(runs: readonly JobRun[]): Promise<void> {
  const queued = await scratch.db.sql<{ id: string; data: unknown }>({
    text: 'SELECT id, data FROM pgboss.job',
  })
  for (const { id, name, correlation_id } of runs) {
    assert.equal(correlation_id, `wish-for-${name}`)
    assert.deepEqual(queued.find(job => job.id === id)?.data, { asked: true, correlation_id })
    const ids = lines.filter(line => line['job_id'] === id).map(line => line['correlation_id'])
    assert.ok(name === 'measure' || ids.length > 0, `${name} says nothing at all`)
    assert.deepEqual(new Set(ids), new Set(ids.length > 0 ? [correlation_id] : []), name)
  }
}

test('retention deletes what has passed its age and nothing else', async t => {
  const fields = 'kind, idem_key, body_hash, body, correlation_id, state, created_at, settled_at'
  const at = systemClock.now()
  const ada = await scratch.db.transact(tx => addUser(tx, { name: 'ada', role: 'owner', at }))
  await scratch.db.sql({
    text: `INSERT INTO commands (user_id, account_id, ${fields})
      SELECT $1::uuid, 'installation', 'check-road', key, '', '{}', '', state::"CommandState", now() - age, now() - age
      FROM (VALUES ('old', 'done', interval '91 days'), ('young', 'done', interval '89 days'),
        ('open', 'pending', interval '900 days')) AS row (key, state, age)`,
    values: [ada],
  })
  const jobs = await openJobs(
    t,
    allJobs({ settings: settings(), metrics: openMetrics('jobs'), auditFolder: folder, cluster: 'own' }),
  )
  const run = await ask('retention')
  const done = await jobs.ended(run)
  assert.equal(done.message, '1 row had passed its age')
  const left = await scratch.db.sql<{ idem_key: string }>({
    text: 'SELECT idem_key FROM commands ORDER BY 1',
  })
  assert.deepEqual(
    left.map(row => row.idem_key),
    ['open', 'young'],
  )
})

test('a run that fails says why and waits to be tried again', async t => {
  const broken: Job = {
    name: 'measure',
    cron: '* * * * *',
    isQuiet: true,
    run: async () => {
      throw new Error('the disk is on fire')
    },
  }
  const jobs = await openJobs(t, [broken])
  const run = await ask('measure')
  const failed = await jobs.ended(run)
  assert.deepEqual([failed.state, failed.message], ['queued', 'the disk is on fire; it will be tried again'])
})

test('a stop ends a running job in order, and the next process takes it up again', async t => {
  const started = Promise.withResolvers<void>()
  const endless: Job = {
    name: 'audit-head',
    cron: '5 * * * *',
    run: turn => {
      started.resolve()
      return new Promise((_, reject) => {
        turn.signal.addEventListener('abort', () => reject(turn.signal.reason))
      })
    },
  }
  const jobs = await openJobs(t, [endless])
  const run = await ask('audit-head')
  await started.promise
  await jobs.close()
  const [row] = (await listJobRuns(web.sql, { limit: 100 })).filter(one => one.id === run.id)
  assert.equal(row?.state, 'queued')
  // Not to wait for the delay between two tries.
  await scratch.db.sql({ text: `UPDATE pgboss.job SET start_after = now() WHERE id = $1`, values: [run.id] })
  const next = await openJobs(t, [{ ...endless, run: async () => 'taken up' }])
  const done = await next.ended(run)
  assert.equal(done.message, 'taken up')
})

test('an outside database is backed up by nobody’s schedule', async t => {
  const scheduled = async (cluster: 'own' | 'outside') => {
    const metrics = openMetrics('jobs')
    const jobs = await openJobs(t, allJobs({ settings: settings(), metrics, auditFolder: folder, cluster }))
    await jobs.close()
    const rows = await scratch.db.sql<{ name: string }>({
      text: 'SELECT name FROM pgboss.schedule ORDER BY 1',
    })
    return rows.map(row => row.name)
  }
  const daily = await scheduled('own')
  assert(daily.includes('backup'))
  assert.deepEqual(
    await scheduled('outside'),
    daily.filter(name => name !== 'backup'),
  )
})

test('rows of the queue go by the setting, those of an earlier one too', async t => {
  const seconds = async () =>
    (
      await scratch.db.sql<{ ages: number[] }>({
        text: `SELECT array_agg(DISTINCT deletion_seconds) AS ages FROM (
          SELECT deletion_seconds FROM pgboss.job UNION ALL
          SELECT deletion_seconds FROM pgboss.queue WHERE name NOT LIKE '\\_\\_%') AS all_of_them`,
      })
    ).flatMap(row => row.ages)
  const quick: Job = { name: 'measure', run: async () => 'looked' }
  const before = await openJobs(t, [quick], 5)
  await before.ended(await ask('measure'))
  await before.close()
  assert.deepEqual(await seconds(), [5 * 86_400])
  await (await openJobs(t, [quick], 2)).close()
  assert.deepEqual(await seconds(), [2 * 86_400])
})

test('beats of processes that are gone are kept as long as the setting says', async t => {
  const read = readSettings({ PLIMSOLL_KEEP_HEARTBEATS_DAYS: '3' })
  assert(read.ok)
  const of = {
    settings: read.value,
    metrics: openMetrics('jobs'),
    auditFolder: folder,
    cluster: 'own',
  } as const
  const beat = (hours: number) => `SELECT gen_random_uuid(), 'web', 1, '${hours}', 'b', now(),
    now() - interval '${hours} hours', 1, 0`
  await scratch.db.sql({ text: `INSERT INTO heartbeats ${beat(73)} UNION ALL ${beat(71)}` })
  const jobs = await openJobs(t, allJobs(of))
  await jobs.ended(await ask('retention'))
  const left = await scratch.db.sql({ text: 'SELECT host FROM heartbeats' })
  assert.deepEqual(left, [{ host: '71' }])
})
