// One run of one job: its row and the news of it, from start to end.
import type { EpochMs } from '#lib/base/time.ts'
import type { JobRun } from '#lib/wire/job.ts'
import { addJobRun, changeJobRun, type JobRunChange } from '#server/db/job-runs.ts'
import { openPump } from '#server/pump.ts'
import { FinalFault, type Ground, type Job } from './job.ts'

export type Run = {
  id: string
  /** In each log line of the run, and in the row of one that makes its own. */
  correlationId: string
  /** Asked for by a person: then its row is there already. */
  isAsked: boolean
  /** After this one no other try follows. */
  isLastTry: boolean
  signal: AbortSignal
}

const MESSAGE_LENGTH_MAX = 500

/** Throws what the job threw, after saying so in the row: the queue then tries it again, or gives it up. A final fault is not
 * thrown, for the queue has nothing left to do. */
export async function takeTurn(ground: Ground, job: Job, run: Run): Promise<void> {
  const log = ground.log.with({ job: job.name, job_id: run.id, correlation_id: run.correlationId })
  const row = await openRow({ ...ground, log }, job, run)
  const at = ground.clock.now()
  await row.change({ state: 'running', startedAt: at, progressPct: 0, message: '' })
  const progress = row.progress()
  try {
    const message = await job.run({
      ...ground,
      log,
      runId: run.id,
      correlationId: run.correlationId,
      at,
      progress: progress.tell,
      signal: run.signal,
    })
    await progress.end()
    await row.change({ state: 'done', progressPct: 100, message, finishedAt: ground.clock.now() })
    log[job.isQuiet ? 'debug' : 'info']('job_done', { message, duration_ms: ground.clock.now() - at })
  } catch (error) {
    await progress.end()
    const isOver = run.isLastTry || error instanceof FinalFault
    if (run.signal.aborted) log.info('job_interrupted')
    else log.error('job_failed', { error, state: isOver ? 'failed' : 'queued' })
    await row.change(failure(error, { isOver, at: ground.clock.now() }))
    if (!(error instanceof FinalFault)) throw error
  }
}

function failure(error: unknown, of: { isOver: boolean; at: EpochMs }): Omit<JobRunChange, 'id'> {
  const reason = error instanceof Error ? error.message : String(error)
  if (of.isOver) return { state: 'failed', message: reason, finishedAt: of.at }
  return { state: 'queued', message: `${reason}; it will be tried again` }
}

type OpenRow = {
  change(change: Omit<JobRunChange, 'id'>): Promise<void>
  progress(): { tell(progressPct: number, message: string): void; end(): Promise<void> }
}

async function openRow(ground: Ground, job: Job, run: Run): Promise<OpenRow> {
  const isKept = run.isAsked || job.isQuiet !== true
  const change: OpenRow['change'] = async of => {
    if (!isKept) return
    const message = of.message?.slice(0, MESSAGE_LENGTH_MAX)
    const changed = await changeJobRun(ground.db.sql, {
      ...of,
      id: run.id,
      ...(message === undefined ? {} : { message }),
    })
    if (changed !== undefined) publish(ground, changed)
  }
  if (isKept && !run.isAsked) {
    const isThere = (await changeJobRun(ground.db.sql, { id: run.id })) !== undefined // a second try finds its row
    if (!isThere) {
      await addJobRun(ground.db.sql, {
        id: run.id,
        name: job.name,
        requestedBy: null,
        correlationId: run.correlationId,
        at: ground.clock.now(),
      })
    }
  }
  return { change, progress: () => latestOnly(change, ground) }
}

/** Progress may come faster than rows can be written: one write at a time, and always the newest. */
function latestOnly(change: OpenRow['change'], { log }: Ground) {
  let next: { progressPct: number; message: string } | undefined
  const pump = openPump(
    async () => {
      const now = next
      next = undefined
      if (now !== undefined) await change(now)
      return next !== undefined
    },
    error => log.warn('job_progress_lost', { error }),
  )
  return {
    tell: (progressPct: number, message: string) => {
      next = { progressPct: Math.min(100, Math.max(0, progressPct)), message }
      pump.wake()
    },
    end: () => pump.stop(),
  }
}

function publish({ bus }: Ground, run: JobRun): void {
  bus.publish('job.changed', run)
}
