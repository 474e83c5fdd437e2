// A desk that was off at the hour of a job makes up for it: what has not been done for longer than its period is queued.
import { HOUR_MS, MINUTE_MS } from '#lib/base/time.ts'
import { addJobRun, findOpenJobRun, jobHistory } from '#server/db/job-runs.ts'
import type { Ground, Job } from './job.ts'

/** The schedule itself comes first: a run that is due this very minute is not queued beside it. */
const GRACE_MS = 5 * MINUTE_MS
/** A job that fails is not asked for again at once. */
const AGAIN_AFTER_MS = HOUR_MS

type Timed = Pick<Job, 'name' | 'periodMs'>

export async function queueOverdue({ db, clock, log }: Ground, jobs: readonly Timed[]): Promise<void> {
  for (const { name, periodMs } of jobs) {
    if (periodMs === undefined || (await findOpenJobRun(db.sql, name)) !== undefined) continue
    const { doneAt, queuedAt } = await jobHistory(db.sql, name)
    const at = clock.now()
    const isDone = doneAt !== null && at - doneAt <= periodMs + GRACE_MS
    const isTried = queuedAt !== null && at - queuedAt <= AGAIN_AFTER_MS
    if (isDone || isTried) continue
    const run = await addJobRun(db.sql, { name, requestedBy: null, at })
    log.info('job_overdue', { job: name, job_id: run.id, correlation_id: run.correlation_id })
  }
}
