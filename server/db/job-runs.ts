// The runs of the jobs: who asked, how far it is, how it ended.
import { randomUUID } from 'node:crypto'
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import { JobName, type JobRun } from '#lib/wire/job.ts'
import type { Row, Sql } from './client.ts'
import { instant, momentOf, momentOrNull } from './instant.ts'
import { onlyRow } from './only-row.ts'

export type NewJobRun = {
  id?: string
  name: JobName
  requestedBy: UserId | null
  /** That of the request that asks; a run nobody asks for is told apart by its own id. */
  correlationId?: string
  at: EpochMs
}
export type JobRunChange = {
  id: string
  state?: JobRun['state']
  progressPct?: number
  message?: string
  startedAt?: EpochMs
  finishedAt?: EpochMs
}

const COLUMNS = `id, name, state, progress_pct, message, requested_by, correlation_id,
  queued_at, started_at, finished_at`

/** A queued run; whoever listens to plimsoll_jobs is woken when the transaction commits. */
export async function addJobRun(sql: Sql, run: NewJobRun): Promise<JobRun> {
  const { id = randomUUID(), name, requestedBy, correlationId = id, at } = run
  const rows = await sql<RunRow>({
    name: 'job_runs.add',
    text: `INSERT INTO job_runs (id, name, requested_by, correlation_id, queued_at)
      VALUES ($1::uuid, $2, $3::uuid, $4, $5) RETURNING ${COLUMNS}`,
    values: [id, name, requestedBy, correlationId, instant(at)],
  })
  return runOf(onlyRow(rows))
}

/** What is not named stays; nothing comes back when there is no such run. */
export async function changeJobRun(sql: Sql, change: JobRunChange): Promise<JobRun | undefined> {
  const { startedAt, finishedAt } = change
  const [row] = await sql<RunRow>({
    name: 'job_runs.change',
    text: `UPDATE job_runs SET
        state = coalesce($2::"JobState", state),
        progress_pct = coalesce($3::float8, progress_pct),
        message = coalesce($4::text, message),
        started_at = coalesce($5::timestamptz, started_at),
        finished_at = coalesce($6::timestamptz, finished_at)
      WHERE id = $1::uuid RETURNING ${COLUMNS}`,
    values: [
      change.id,
      change.state ?? null,
      change.progressPct ?? null,
      change.message ?? null,
      startedAt === undefined ? null : instant(startedAt),
      finishedAt === undefined ? null : instant(finishedAt),
    ],
  })
  return row && runOf(row)
}

/** Newest first; `cursor` is the last id of the page before. */
export async function listJobRuns(
  sql: Sql,
  of: { limit: number; cursor?: string | undefined; name?: JobName | undefined },
): Promise<JobRun[]> {
  const rows = await sql<RunRow>({
    name: 'job_runs.list',
    text: `SELECT ${COLUMNS} FROM job_runs
      WHERE name = ANY($3)
        AND ($2::uuid IS NULL OR (queued_at, id) < (SELECT queued_at, id FROM job_runs WHERE id = $2::uuid))
      ORDER BY queued_at DESC, id DESC LIMIT $1`,
    values: [of.limit, of.cursor ?? null, of.name === undefined ? JobName.options : [of.name]],
  })
  return rows.map(runOf)
}

/** Until the transaction ends, whoever else asks for this job waits here: two cannot both find none open. */
export async function holdJob(sql: Sql, name: JobName): Promise<void> {
  await sql({ text: `SELECT FROM pg_advisory_xact_lock(hashtextextended('job ' || $1, 0))`, values: [name] })
}

/** The run of this job that is not over, if there is one. */
export async function findOpenJobRun(sql: Sql, name: JobName): Promise<JobRun | undefined> {
  const [row] = await sql<RunRow>({
    name: 'job_runs.open',
    text: `SELECT ${COLUMNS} FROM job_runs WHERE name = $1 AND state IN ('queued', 'running')
      ORDER BY queued_at LIMIT 1`,
    values: [name],
  })
  return row && runOf(row)
}

export async function findJobRun(sql: Sql, id: string): Promise<JobRun | undefined> {
  const [row] = await sql<RunRow>({
    text: `SELECT ${COLUMNS} FROM job_runs WHERE id::text = $1`,
    values: [id],
  })
  return row && runOf(row)
}

/** When this job was last done, and last asked for, if it ever was. */
export async function jobHistory(
  sql: Sql,
  name: JobName,
): Promise<{ doneAt: EpochMs | null; queuedAt: EpochMs | null }> {
  const rows = await sql<Row & { done_at: Date | null; queued_at: Date | null }>({
    text: `SELECT max(finished_at) FILTER (WHERE state = 'done') AS done_at, max(queued_at) AS queued_at
      FROM job_runs WHERE name = $1`,
    values: [name],
  })
  const row = onlyRow(rows)
  return { doneAt: momentOrNull(row.done_at), queuedAt: momentOrNull(row.queued_at) }
}

/** What waits for a worker, oldest first. */
export async function listQueuedJobRuns(sql: Sql, limit: number): Promise<JobRun[]> {
  const rows = await sql<RunRow>({
    name: 'job_runs.queued',
    text: `SELECT ${COLUMNS} FROM job_runs WHERE state = 'queued' AND name = ANY($2)
      ORDER BY queued_at, id LIMIT $1`,
    values: [limit, JobName.options],
  })
  return rows.map(runOf)
}

type RunRow = Row & {
  id: string
  name: string
  state: JobRun['state']
  progress_pct: number
  message: string
  requested_by: string | null
  correlation_id: string
  queued_at: Date
  started_at: Date | null
  finished_at: Date | null
}

function runOf(row: RunRow): JobRun {
  return {
    id: row.id,
    name: JobName.parse(row.name),
    state: row.state,
    progress_pct: row.progress_pct,
    message: row.message,
    requested_by: row.requested_by,
    correlation_id: row.correlation_id,
    queued_at: momentOf(row.queued_at),
    started_at: momentOrNull(row.started_at),
    finished_at: momentOrNull(row.finished_at),
  }
}
