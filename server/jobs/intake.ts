// Brings what people asked for to the queue, and closes the rows of runs that died with their process.
import { MINUTE_MS } from '#lib/base/time.ts'
import type { JobName, JobRun } from '#lib/wire/job.ts'
import { changeJobRun, findOpenJobRun, listQueuedJobRuns } from '#server/db/job-runs.ts'
import type { Ground } from './job.ts'
import type { Queue } from './queue.ts'

const BATCH_MAX = 100
/** A row that was queued a moment ago may not have reached the queue yet. */
const QUEUING_MS_MAX = 2 * MINUTE_MS

/** Each row that waits is pushed, again and again until its run begins: the queue takes one id once. */
export async function pushQueued({ db }: Ground, queue: Pick<Queue, 'push'>): Promise<void> {
  for (const run of await listQueuedJobRuns(db.sql, BATCH_MAX)) await queue.push(run)
}

/** A row that is open while the queue has given its run up: the process died more often than a run is tried. */
export async function closeLost(
  ground: Ground,
  queue: Pick<Queue, 'isOpen'>,
  names: readonly JobName[],
): Promise<void> {
  for (const name of names) {
    const run = await findOpenJobRun(ground.db.sql, name)
    if (run === undefined || (await queue.isOpen(name, run.id))) continue
    if (run.state === 'queued' && ground.clock.now() - run.queued_at < QUEUING_MS_MAX) continue
    await close(ground, run)
  }
}

async function close({ db, bus, clock, log }: Ground, run: JobRun): Promise<void> {
  const closed = await changeJobRun(db.sql, {
    id: run.id,
    state: 'failed',
    message: 'the process ended before the run did',
    finishedAt: clock.now(),
  })
  if (closed !== undefined) bus.publish('job.changed', closed)
  log.warn('job_lost', { job: run.name, job_id: run.id, correlation_id: run.correlation_id })
}
