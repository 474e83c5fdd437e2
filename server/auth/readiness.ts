// Whether the process can do its work: its database answers. Any stranger may ask, so the answer is kept for a moment.
import { SECOND_MS } from '#lib/base/time.ts'
import type { Clock } from '#server/clock.ts'
import type { Sql } from '#server/db/client.ts'
import type { Log } from '#server/log.ts'
import { keptAnswer } from './kept-answer.ts'

const KEPT_MS = SECOND_MS

export function openReadiness({ sql, clock, log }: { sql: Sql; clock: Clock; log: Log }) {
  return keptAnswer(KEPT_MS, clock, async () => {
    try {
      await sql({ text: 'SELECT 1' })
      return true
    } catch (error) {
      log.warn('database_away', { error })
      return false
    }
  })
}
