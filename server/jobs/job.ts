// What a job is: a name, a time, and work that tells how far it is.
import type { EpochMs } from '#lib/base/time.ts'
import type { JobName } from '#lib/wire/job.ts'
import type { Bus } from '#server/bus/bus.ts'
import type { Clock } from '#server/clock.ts'
import type { Db } from '#server/db/client.ts'
import type { Log } from '#server/log.ts'

/** A fault that another try would only find again: the run has failed, and the queue is done with it. */
export class FinalFault extends Error {}

/** What every job stands on. */
export type Ground = { db: Db; bus: Bus; clock: Clock; log: Log }

export type JobTurn = Ground & {
  runId: string
  correlationId: string
  /** When this run began. */
  at: EpochMs
  /** Tells how far it is, for a person to follow; the last one wins. */
  progress(progressPct: number, message: string): void
  /** Ends early when the process is told to stop: the run is taken up again later. */
  signal: AbortSignal
}

export type Job = {
  name: JobName
  /** In UTC, five fields; without it the job runs only when a person asks. */
  cron?: string
  /** Done at least this often: a desk that was off at the hour makes up for it. */
  periodMs?: number
  /** A run that comes each minute leaves no row behind unless a person asked for it. */
  isQuiet?: true
  /** Says in the end what it did. A fault is thrown, and the run is tried again. */
  run(turn: JobTurn): Promise<string>
}
