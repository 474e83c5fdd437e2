// The log files of the desk's own PostgreSQL: the old ones go when it starts, and while it runs.
import { HOUR_MS } from '#lib/base/time.ts'
import type { Clock } from '#server/clock.ts'
import { pruneLog } from '#server/db/postgres/prune-log.ts'
import type { Log } from '#server/log.ts'
import { openPump } from '#server/pump.ts'

type LogKeeping = { dataDir: string; keepDays: number; clock: Clock; log: Log }

export function keepDatabaseLog({ dataDir, keepDays, clock, log }: LogKeeping): () => Promise<void> {
  const pump = openPump(
    async () => {
      const gone = await pruneLog({ dataDir, keepDays, at: clock.now() })
      if (gone.length > 0) log.info('database_log_pruned', { count: gone.length })
      return false
    },
    error => log.warn('database_log_not_pruned', { error }),
  )
  pump.wake()
  const timer = setInterval(pump.wake, HOUR_MS)
  return async () => {
    clearInterval(timer)
    await pump.stop()
  }
}
