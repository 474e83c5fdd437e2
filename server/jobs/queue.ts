// The queue of the jobs is pg-boss, in a schema of its own: made by the owner of the database, worked by the role of the jobs.
import { type JobWithMetadata, PgBoss, type QueueOptions } from 'pg-boss'
import { DAY_MS, SECOND_MS } from '#lib/base/time.ts'
import { JobName, type JobRun } from '#lib/wire/job.ts'

const SCHEMA = 'pgboss'
const JOBS_ROLE = 'plimsoll_jobs'

const QUEUE: QueueOptions = {
  /** A run that fails, or whose process dies, is tried twice more. */
  retryLimit: 2,
  retryDelay: 30,
  /** A process that dies is noticed by its silence. */
  heartbeatSeconds: 30,
  expireInSeconds: 3_600,
}

/** Brings the schema up to date, as the owner. Cheap when it is. */
export async function prepareJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ ...connection(ownerUrl), supervise: false, schedule: false, migrate: true })
  const faults: unknown[] = []
  boss.on('error', fault => faults.push(fault))
  await boss.start()
  try {
    for (const name of JobName.options) {
      await boss.createQueue(name, { ...QUEUE, policy: 'singleton' }) // one run of a job at a time
      await boss.updateQueue(name, QUEUE) // what a queue of an earlier version was made with
    }
    await boss.getDb().executeSql(GRANTS)
  } finally {
    await boss.stop({ graceful: false })
  }
  if (faults.length > 0) throw new AggregateError(faults, 'the job queue could not be prepared')
}

const GRANTS = `
  GRANT USAGE ON SCHEMA ${SCHEMA} TO ${JOBS_ROLE};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO ${JOBS_ROLE};
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO ${JOBS_ROLE};
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO ${JOBS_ROLE};
`

export type QueuedRun = {
  id: string
  correlationId: string
  isAsked: boolean
  isLastTry: boolean
  signal: AbortSignal
}

export type Queue = {
  /** Safe to repeat: one id is queued once. */
  push(run: Pick<JobRun, 'id' | 'name' | 'correlation_id'>): Promise<void>
  work(name: JobName, take: (run: QueuedRun) => Promise<void>): Promise<void>
  /** Without a time, a schedule of earlier days is taken away. */
  schedule(name: JobName, cron: string | undefined): Promise<void>
  /** Whether a run waits, is being worked on or will be tried again. */
  isOpen(name: JobName, runId: string): Promise<boolean>
  close(): Promise<void>
}

/** What the queue carries with a run: a scheduled one carries nothing, and its own id is all there is to follow it by. */
type Asked = { asked?: boolean; correlation_id?: string } | null

const STOP_WITHIN_MS = 5_000

type QueueOpening = {
  /** How long the queue keeps a run that has ended. */
  keepDays: number
  onFault(error: unknown): void
}

export async function openQueue(url: string, { keepDays, onFault }: QueueOpening): Promise<Queue> {
  const boss = new PgBoss({ ...connection(url), migrate: false, reindex: false, monitorIntervalSeconds: 30 })
  boss.on('error', fault => onFault(errorOf(fault)))
  await boss.start()
  await keepFor(boss, (keepDays * DAY_MS) / SECOND_MS)
  const workers = new Map<JobName, string>()
  const stopping = new AbortController()
  return {
    push: async ({ id, name, correlation_id }) => {
      await boss.send(name, { asked: true, correlation_id }, { id })
      const worker = workers.get(name)
      if (worker !== undefined) boss.notifyWorker(worker)
    },
    work: async (name, take) => {
      const options = { includeMetadata: true, pollingIntervalSeconds: 1 } as const
      const worker = await boss.work(name, options, async (jobs: JobWithMetadata<Asked>[]) => {
        for (const job of jobs) await take(runOf(job, stopping.signal))
      })
      workers.set(name, worker)
    },
    schedule: (name, cron) =>
      cron === undefined ? boss.unschedule(name) : boss.schedule(name, cron, null, { tz: 'UTC' }),
    isOpen: async (name, runId) => {
      const [job] = await boss.findJobs(name, { id: runId })
      return job !== undefined && OPEN_STATES.includes(job.state)
    },
    close: async () => {
      stopping.abort(new Error('the jobs process was stopped'))
      await boss.stop({ timeout: STOP_WITHIN_MS })
    },
  }
}

/** A row bears its age from the moment it is queued: those of an earlier setting are told the new one. */
async function keepFor(boss: PgBoss, deleteAfterSeconds: number): Promise<void> {
  for (const name of JobName.options) await boss.updateQueue(name, { deleteAfterSeconds })
  const text = `UPDATE ${SCHEMA}.job SET deletion_seconds = $1 WHERE deletion_seconds <> $1`
  await boss.getDb().executeSql(text, [deleteAfterSeconds])
}

const OPEN_STATES: readonly string[] = ['created', 'retry', 'active']

function runOf(job: JobWithMetadata<Asked>, stopping: AbortSignal): QueuedRun {
  return {
    id: job.id,
    correlationId: job.data?.correlation_id ?? job.id,
    isAsked: job.data?.asked === true,
    isLastTry: job.retryCount >= job.retryLimit,
    signal: AbortSignal.any([job.signal, stopping]),
  }
}

/** pg-boss tells some faults as a copy of the error, which has lost its message on the way. */
function errorOf(fault: unknown): Error {
  if (fault instanceof Error) return fault
  const { message, code } = fault as { message?: unknown; code?: unknown }
  return new Error(`the queue: ${String(message ?? code ?? 'it does not say why')}`)
}

function connection(url: string) {
  return { connectionString: url, schema: SCHEMA, max: 4, application_name: 'plimsoll-jobs-queue' }
}
