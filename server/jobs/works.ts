// The jobs at work: the queue with its workers and schedule, the intake of what people ask for, and the closing of what was lost.
import { MINUTE_MS } from '#lib/base/time.ts'
import { saveSchedules } from '#server/db/job-schedules.ts'
import { openWake } from '#server/db/wake.ts'
import { openPump } from '#server/pump.ts'
import { closeLost, pushQueued } from './intake.ts'
import type { Ground, Job } from './job.ts'
import { queueOverdue } from './overdue.ts'
import { openQueue } from './queue.ts'
import { takeTurn } from './turn.ts'

const SETTLING_MS = 5 * MINUTE_MS

export type Works = { stop(): Promise<void> }

type WorksOpening = { url: string; jobs: readonly Job[]; keepQueueDays: number }

export async function openWorks(ground: Ground, of: WorksOpening): Promise<Works> {
  const { log } = ground
  const queue = await openQueue(of.url, {
    keepDays: of.keepQueueDays,
    onFault: error => log.warn('queue_fault', { error }),
  })
  for (const job of of.jobs) {
    await queue.schedule(job.name, job.cron)
    await queue.work(job.name, run => takeTurn(ground, job, run))
  }
  await saveSchedules(
    ground.db,
    of.jobs.flatMap(({ name, cron }) => (cron === undefined ? [] : [{ name, cron }])),
  )
  const intake = openPump(
    async () => {
      await pushQueued(ground, queue)
      return false
    },
    error => log.warn('intake_fault', { error }),
  )
  const openedMs = ground.clock.monotonicMs()
  const sweeper = openPump(
    async () => {
      await closeLost(
        ground,
        queue,
        of.jobs.map(job => job.name),
      )
      // A desk that has just started has better things to do.
      if (ground.clock.monotonicMs() - openedMs >= SETTLING_MS) await queueOverdue(ground, of.jobs)
      return false
    },
    error => log.warn('sweep_fault', { error }),
  )
  const wake = openWake(of.url, 'plimsoll_jobs', intake.wake)
  const sweep = setInterval(sweeper.wake, MINUTE_MS)
  return {
    stop: async () => {
      clearInterval(sweep)
      await wake.close()
      await Promise.all([intake.stop(), sweeper.stop()])
      await queue.close()
    },
  }
}
