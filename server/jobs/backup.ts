// The daily backup. The supervisor makes it, for only its rights reach the cluster's files; this job asks, and tells how far
// it is.
import { DAY_MS, MINUTE_MS } from '#lib/base/time.ts'
import type { BusFault } from '#server/bus/bus.ts'
import { BACKUP_WARNING } from '#server/ipc.ts'
import type { Settings } from '#server/settings.ts'
import type { Job, JobTurn } from './job.ts'

/** A copy of a very large database; after this the run is called failed. */
const MAKING_MS_MAX = 55 * MINUTE_MS

/** An outside database is never asked for by itself: whoever asks by hand is told why there is no backup of it. */
export function backup(settings: Settings, cluster: 'own' | 'outside'): Job {
  if (cluster === 'outside') return { name: 'backup', run: make }
  return { name: 'backup', cron: `0 ${settings.PLIMSOLL_BACKUP_HOUR} * * *`, periodMs: DAY_MS, run: make }
}

async function make(turn: JobTurn): Promise<string> {
  let last = ''
  const warnings: string[] = []
  const deafen = turn.bus.subscribe('backup.progress', told => {
    if (told.job_id !== turn.runId) return
    last = told.message
    if (last.startsWith(BACKUP_WARNING)) {
      warnings.push(last)
      turn.log.error('backup_warned', { message: last })
    }
    turn.progress(told.progress_pct, told.message)
  })
  try {
    const question = { job_id: turn.runId, correlation_id: turn.correlationId }
    const asked = turn.bus.ask('backup.make', question, { timeoutMs: MAKING_MS_MAX })
    const made = await Promise.race([asked, stopped(turn.signal)])
    if (!made.ok) throw new Error(last === '' ? REASONS[made.error] : `${REASONS[made.error]}: ${last}`)
    const { backup, bytes } = made.value
    const size = (bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })
    return [`${backup}, ${size} MB`, ...warnings].join('; ')
  } finally {
    deafen()
  }
}

function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

const REASONS: Record<BusFault, string> = {
  silent: 'the backup was not finished in time',
  nobody: 'the supervisor was not there to make the backup',
  busy: 'too much is being asked at once',
  failed: 'the backup failed',
  closed: 'the jobs process was stopped',
}
