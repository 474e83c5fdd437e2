// The row of a run tells the truth from its start to its end, whoever asked for it and however it ended.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { epochMs, HOUR_MS, later, MINUTE_MS } from '#lib/base/time.ts'
import type { JobRun } from '#lib/wire/job.ts'
import { openMemoryBus } from '#server/bus/memory.ts'
import { type Db, openDb } from '#server/db/client.ts'
import { addJobRun, changeJobRun, listJobRuns } from '#server/db/job-runs.ts'
import { openLog } from '#server/log.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { closeLost, pushQueued } from './intake.ts'
import type { Ground, Job, JobTurn } from './job.ts'
import { queueOverdue } from './overdue.ts'
import { takeTurn } from './turn.ts'

const AT = epochMs(1_800_000_000_000)
let now = AT
const bus = openMemoryBus()
const told: JobRun[] = []
const lines: Record<string, unknown>[] = []
bus('web').subscribe('job.changed', run => told.push(run))

let scratch: ScratchDatabase
let db: Db
let ground: Ground

before(async () => {
  scratch = await scratchDatabase()
  db = openDb(scratch.urls.jobs)
  const log = openLog('jobs', { destination: { write: line => void lines.push(JSON.parse(line)) } })
  ground = { db, bus: bus('jobs'), log, clock: { now: () => now, monotonicMs: () => 0 } }
})
after(async () => {
  await db.close()
  await scratch.drop()
})

const job = (run: (turn: JobTurn) => Promise<string>, isQuiet?: true): Job => ({
  name: 'retention',
  cron: '0 0 * * *',
  run,
  ...(isQuiet ? { isQuiet } : {}),
})
const run = (of: { isAsked?: boolean; isLastTry?: boolean; correlationId?: string } = {}) => ({
  id: randomUUID(),
  correlationId: 'nobody',
  isAsked: false,
  isLastTry: false,
  signal: new AbortController().signal,
  ...of,
})
const rowOf = async (id: string) => (await listJobRuns(db.sql, { limit: 100 })).find(row => row.id === id)
const fail = job(async () => {
  throw new Error('no')
})

test('a scheduled run makes its own row, and every change of it is told', async () => {
  const one = run()
  await takeTurn(
    ground,
    job(async turn => {
      turn.progress(150, 'more than all')
      return 'done it'
    }),
    one,
  )
  const row = await rowOf(one.id)
  assert.deepEqual(row, {
    id: one.id,
    name: 'retention',
    state: 'done',
    progress_pct: 100,
    message: 'done it',
    requested_by: null,
    correlation_id: 'nobody',
    queued_at: AT,
    started_at: AT,
    finished_at: AT,
  })
  const news = told.filter(change => change.id === one.id)
  assert.deepEqual(news.at(-1), row)
  assert.deepEqual([news[0]?.state, news[0]?.progress_pct], ['running', 0])
})

test('a quiet run leaves no row, unless a person asked for it', async () => {
  const quiet = job(async () => 'looked', true)
  const byTime = run()
  await takeTurn(ground, quiet, byTime)
  assert.equal(await rowOf(byTime.id), undefined)
  const asked = run({ isAsked: true })
  await addJobRun(db.sql, { id: asked.id, name: 'measure', requestedBy: null, at: AT })
  await takeTurn(ground, quiet, asked)
  assert.equal((await rowOf(asked.id))?.state, 'done')
})

test('a failing run waits for its next try in the same row, and after the last has failed', async () => {
  const first = run()
  await assert.rejects(takeTurn(ground, fail, first), /no/)
  const waiting = await rowOf(first.id)
  assert.deepEqual(
    [waiting?.state, waiting?.message, waiting?.finished_at],
    ['queued', 'no; it will be tried again', null],
  )
  await assert.rejects(takeTurn(ground, fail, { ...first, isLastTry: true }), /no/)
  const failed = await rowOf(first.id)
  assert.deepEqual([failed?.state, failed?.message, failed?.finished_at], ['failed', 'no', AT])
})

test('each line of a run says whose wish it is, its own lines and those of its end', async () => {
  const asked = run({ correlationId: 'the-wish-of-ada' })
  const failing = job(async turn => {
    turn.log.warn('on_the_way', { message: turn.correlationId })
    throw new Error('no')
  })
  await assert.rejects(takeTurn(ground, failing, asked), /no/)
  await takeTurn(
    ground,
    job(async () => 'in the end'),
    asked,
  )
  const said = lines.filter(line => line['job_id'] === asked.id)
  assert.deepEqual(
    said.map(line => [line['event'], line['correlation_id']]),
    ['on_the_way', 'job_failed', 'job_done'].map(event => [event, 'the-wish-of-ada']),
  )
  assert.equal(said[0]?.['message'], 'the-wish-of-ada')
  assert.equal((await rowOf(asked.id))?.correlation_id, 'the-wish-of-ada')
})

test('what waits is pushed until its run begins; what died with its process is closed', async () => {
  const wish = { name: 'backup', requestedBy: null, correlationId: 'the-wish', at: AT } as const
  const asked = await addJobRun(db.sql, wish)
  const pushed: string[] = []
  const queue = {
    push: async ({ id, correlation_id }: JobRun) => void pushed.push(`${id} ${correlation_id}`),
    isOpen: async () => false,
  }
  await pushQueued(ground, queue)
  await pushQueued(ground, queue)
  assert.deepEqual(
    pushed.filter(id => id.startsWith(asked.id)),
    [`${asked.id} the-wish`, `${asked.id} the-wish`],
  )
  await changeJobRun(db.sql, { id: asked.id, state: 'running', startedAt: AT })
  await closeLost(ground, { isOpen: async () => true }, ['backup'])
  assert.equal((await rowOf(asked.id))?.state, 'running')
  await closeLost(ground, queue, ['backup'])
  const closed = await rowOf(asked.id)
  assert.deepEqual([closed?.state, closed?.message], ['failed', 'the process ended before the run did'])
  assert.deepEqual(told.at(-1), closed)
  const lost = lines.filter(line => line['event'] === 'job_lost' && line['job_id'] === asked.id)
  assert.deepEqual(
    lost.map(line => line['correlation_id']),
    ['the-wish'],
  )
})

test('a queued row that the queue knows nothing of is closed, but not at once', async () => {
  const asked = await addJobRun(db.sql, { name: 'backup', requestedBy: null, at: AT })
  const queue = { isOpen: async () => false }
  await closeLost(ground, queue, ['backup'])
  assert.equal((await rowOf(asked.id))?.state, 'queued')
  now = later(AT, 2 * MINUTE_MS)
  await closeLost(ground, queue, ['backup'])
  assert.equal((await rowOf(asked.id))?.state, 'failed')
  now = AT
})

test('a job whose time has passed is queued once, and after a failure not before an hour', async () => {
  const hourly = { name: 'audit-head' as const, periodMs: HOUR_MS }
  const states = async () =>
    (await listJobRuns(db.sql, { limit: 100 })).filter(row => row.name === 'audit-head').map(row => row.state)
  const sweepAfter = async (ms: number) => {
    now = later(AT, ms)
    await queueOverdue(ground, [hourly, { name: 'measure' }])
    return await states()
  }
  assert.deepEqual(await sweepAfter(0), ['queued'])
  assert.deepEqual(await sweepAfter(2 * HOUR_MS), ['queued'])
  const [first] = (await listJobRuns(db.sql, { limit: 100 })).filter(row => row.name === 'audit-head')
  assert(first)
  await changeJobRun(db.sql, { id: first.id, state: 'failed', finishedAt: now })
  assert.deepEqual(await sweepAfter(HOUR_MS), ['failed'])
  assert.deepEqual(await sweepAfter(HOUR_MS + 1), ['queued', 'failed'])
  const [second] = (await listJobRuns(db.sql, { limit: 100 })).filter(row => row.state === 'queued')
  assert(second)
  await changeJobRun(db.sql, { id: second.id, state: 'done', finishedAt: now })
  assert.deepEqual(await sweepAfter(2 * HOUR_MS), ['done', 'failed'])
  assert.deepEqual(await sweepAfter(2 * HOUR_MS + 5 * MINUTE_MS + 2), ['queued', 'done', 'failed'])
})
