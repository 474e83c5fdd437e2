// Beats, the outbox, job runs and what is trimmed of them.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { DAY_MS, epochMs, later } from '#lib/base/time.ts'
import type { ProcessBeat } from '#lib/wire/process.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { type Db, openDb } from './client.ts'
import { listBeats, writeBeat } from './heartbeats.ts'
import { addJobRun, changeJobRun, findOpenJobRun, listJobRuns, listQueuedJobRuns } from './job-runs.ts'
import { measureDatabase } from './measures.ts'
import { appendOutbox, markSent, takeUnsent } from './outbox.ts'
import { TRIMMED, type Trimmed, trim } from './trim.ts'

const AT = epochMs(1_800_000_000_000)
let scratch: ScratchDatabase
let engine: Db
let jobs: Db

before(async () => {
  scratch = await scratchDatabase()
  engine = openDb(scratch.urls.engine)
  jobs = openDb(scratch.urls.jobs)
})
after(async () => {
  await engine.close()
  await jobs.close()
  await scratch.drop()
})

const beat = (over: Partial<ProcessBeat> = {}): ProcessBeat => ({
  process: 'engine',
  incarnation: randomUUID(),
  pid: 7,
  host: 'here',
  build: 'b1',
  started_at: AT,
  beat_at: AT,
  rss_bytes: 5_000_000_000,
  restarts: 0,
  ...over,
})

test('a life of a process is one row, which its beats renew', async () => {
  const first = beat()
  await writeBeat(engine.sql, first)
  const second = { ...first, beat_at: AT + 2_000, rss_bytes: 6_000_000_000 }
  await writeBeat(engine.sql, second)
  await writeBeat(jobs.sql, beat({ process: 'jobs', beat_at: AT - 1 }))
  assert.deepEqual(await listBeats(jobs.sql, { since: AT }), [second])
})

test('a message of the outbox is taken in order, once at a time, until it is marked', async () => {
  const ids = await engine.atomically(async sql => [
    await appendOutbox(sql, 'a', { n: 1 }),
    await appendOutbox(sql, 'b', [2]),
  ])
  await engine.atomically(async one => {
    assert.deepEqual(await takeUnsent(one, 10), [
      { id: ids[0], topic: 'a', payload: { n: 1 } },
      { id: ids[1], topic: 'b', payload: [2] },
    ])
    assert.deepEqual(await engine.atomically(two => takeUnsent(two, 10)), [], 'another pump passes over them')
    await markSent(one, ids.slice(0, 1))
  })
  const left = await engine.atomically(sql => takeUnsent(sql, 10))
  assert.deepEqual(
    left.map(({ id }) => id),
    ids.slice(1),
  )
})

test('a fact that was not committed is never told', async () => {
  const undone = new Error('undone')
  const tried = engine.atomically(async sql => {
    await appendOutbox(sql, 'never', {})
    throw undone
  })
  await assert.rejects(tried, undone)
  const topics = (await engine.atomically(sql => takeUnsent(sql, 100))).map(({ topic }) => topic)
  assert.ok(!topics.includes('never'))
})

test('a run is queued, changed where it is told to, and found while it is open', async () => {
  const run = await addJobRun(jobs.sql, { name: 'backup', requestedBy: null, at: AT })
  assert.deepEqual(run, {
    id: run.id,
    name: 'backup',
    state: 'queued',
    progress_pct: 0,
    message: '',
    requested_by: null,
    correlation_id: run.id,
    queued_at: AT,
    started_at: null,
    finished_at: null,
  })
  assert.deepEqual(await listQueuedJobRuns(jobs.sql, 10), [run])
  const running = await changeJobRun(jobs.sql, {
    id: run.id,
    state: 'running',
    startedAt: later(AT, 1),
    progressPct: 12.5,
  })
  assert.deepEqual(running, { ...run, state: 'running', started_at: AT + 1, progress_pct: 12.5 })
  assert.deepEqual(await findOpenJobRun(jobs.sql, 'backup'), running)
  const done = await changeJobRun(jobs.sql, {
    id: run.id,
    state: 'done',
    finishedAt: later(AT, 2),
    message: 'fine',
  })
  assert.deepEqual(done, { ...running, state: 'done', finished_at: AT + 2, message: 'fine' })
  assert.equal(await findOpenJobRun(jobs.sql, 'backup'), undefined)
  assert.equal(await changeJobRun(jobs.sql, { id: randomUUID(), message: 'nobody' }), undefined)
})

test('runs come newest first, page by page, each once', async () => {
  for (let i = 0; i < 5; i++)
    await addJobRun(jobs.sql, { name: 'measure', requestedBy: null, at: later(AT, 10 - (i % 2)) })
  const whole = await listJobRuns(jobs.sql, { limit: 500 })
  const paged: typeof whole = []
  for (;;) {
    const page = await listJobRuns(jobs.sql, { limit: 2, cursor: paged.at(-1)?.id })
    if (page.length === 0) break
    paged.push(...page)
  }
  assert.deepEqual(paged, whole)
  assert.deepEqual(
    whole.map(run => run.queued_at),
    whole.map(run => run.queued_at).sort((a, b) => b - a),
  )
})

test('jobs trims what has passed its age, in batches, and leaves what is open', async () => {
  const old = epochMs(1_000_000_000_000) // before anything that another test wrote
  const owner = scratch.db.sql
  const [user] = await owner<{ id: string }>({
    text: `INSERT INTO users (name, name_key, role) VALUES ('x', 'x', 'viewer') RETURNING id`,
  })
  const fill: Record<Trimmed, string> = {
    commands: `INSERT INTO commands (user_id, account_id, kind, idem_key, body_hash, body, correlation_id, state, settled_at)
      SELECT $2::uuid, 'a', 'check-road', n::text, '', '{}', '', s::"CommandState", CASE WHEN s = 'done' THEN $1::timestamptz END
      FROM (VALUES (1, 'done'), (2, 'done'), (3, 'done'), (4, 'pending')) AS v (n, s)`,
    job_runs: `INSERT INTO job_runs (id, name, correlation_id, finished_at)
      SELECT gen_random_uuid(), 'measure', 'c', $1::timestamptz FROM generate_series(1, 3) WHERE $2::uuid IS NOT NULL`,
    sessions: `INSERT INTO sessions (token_hash, user_id, expires_at)
      SELECT sha256(n::text::bytea), $2::uuid, $1::timestamptz FROM generate_series(1, 3) n`,
    entry_links: `INSERT INTO entry_links (token_hash, expires_at)
      SELECT sha256(n::text::bytea), $1::timestamptz FROM generate_series(1, 3) n WHERE $2::uuid IS NOT NULL`,
    devices: `INSERT INTO devices (token_hash, user_id, seen_at)
      SELECT sha256(n::text::bytea), $2::uuid, $1::timestamptz FROM generate_series(1, 3) n`,
    tickets: `INSERT INTO tickets (token_hash, user_id, factor, expires_at)
      SELECT sha256(n::text::bytea), $2::uuid, 'totp', $1::timestamptz FROM generate_series(1, 3) n`,
    guesses: `INSERT INTO guesses (name_hash, address, kind, at)
      SELECT '', '', 'password', $1::timestamptz FROM generate_series(1, 3) WHERE $2::uuid IS NOT NULL`,
    passkey_challenges: `INSERT INTO passkey_challenges (purpose, user_id, challenge, expires_at)
      SELECT 'add', $2::uuid, '', $1::timestamptz FROM generate_series(1, 3)`,
    api_tokens: `INSERT INTO api_tokens (user_id, name, token_hash, scope, expires_at)
      SELECT $2::uuid, '', sha256(n::text::bytea), 'read', $1::timestamptz FROM generate_series(1, 3) n`,
    outbox: `INSERT INTO outbox (topic, payload, sent_at)
      SELECT 't', '{}', $1::timestamptz FROM generate_series(1, 3) WHERE $2::uuid IS NOT NULL`,
    idempotency_keys: `INSERT INTO idempotency_keys (user_id, key, route, body_hash, status, reply, created_at)
      SELECT $2::uuid, n::text, 'r', '', 200, '{}', $1::timestamptz FROM generate_series(1, 3) n`,
    heartbeats: `INSERT INTO heartbeats SELECT gen_random_uuid(), 'web', 1, 'h', 'b', now(), $1::timestamptz, 1, 0
      FROM generate_series(1, 3) WHERE $2::uuid IS NOT NULL`,
  }
  const trimmed: Trimmed[] = Object.keys(TRIMMED).map(name => name as Trimmed) // the keys of this very table
  for (const table of trimmed) {
    await owner({ text: fill[table], values: [new Date(old), user?.id] })
    const cut = { table, olderThan: later(old, DAY_MS), limit: 2 }
    assert.equal(
      await trim(jobs.sql, { ...cut, olderThan: later(old, -1) }),
      0,
      `${table}: what is young stays`,
    )
    assert.deepEqual(
      [await trim(jobs.sql, cut), await trim(jobs.sql, cut), await trim(jobs.sql, cut)],
      [2, 1, 0],
      table,
    )
  }
  const pending = await owner({ text: `SELECT FROM commands WHERE state = 'pending'` })
  assert.equal(pending.length, 1)
})

test('the database measures itself', async () => {
  const { sizeBytes, connections, version } = await measureDatabase(jobs.sql)
  assert.ok(sizeBytes > 1_000_000)
  assert.ok(connections >= 1)
  assert.match(version, /^18/)
})

test('a row that nobody can read hides no other', async () => {
  const at = epochMs(AT + 1_000_000)
  await scratch.db.sql({
    text: `INSERT INTO job_runs (id, name, correlation_id, queued_at) VALUES ($1::uuid, 'unheard-of', 'c', '-infinity')`,
    values: [randomUUID()],
  })
  await scratch.db.sql({
    text: `INSERT INTO heartbeats (incarnation, process, pid, host, build, started_at, beat_at, rss_bytes, restarts)
      VALUES ($1::uuid, 'unheard-of', 1, 'h', 'b', now(), 'infinity', 1, 0)`,
    values: [randomUUID()],
  })
  const run = await addJobRun(scratch.db.sql, { name: 'measure', requestedBy: null, at })
  assert.deepEqual((await listJobRuns(jobs.sql, { limit: 1 }))[0], run)
  assert.deepEqual(
    (await listQueuedJobRuns(jobs.sql, 1_000)).filter(({ id }) => id === run.id),
    [run],
  )
  await writeBeat(engine.sql, beat({ beat_at: at }))
  assert.equal((await listBeats(jobs.sql, { since: at })).length, 1)
})
