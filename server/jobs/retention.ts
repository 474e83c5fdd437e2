// Deletes what has passed its age, by the settings.
import { DAY_MS, later } from '#lib/base/time.ts'
import { TRIMMED, type Trimmed, trim } from '#server/db/trim.ts'
import type { Settings } from '#server/settings.ts'
import type { Job, JobTurn } from './job.ts'

const BATCH = 1_000
/** Tickets, guesses and challenges count for an hour at most. */
const KEEP_PROOFS_DAYS = 1

export function retention(settings: Settings): Job {
  const keepDays: Record<Trimmed, number> = {
    commands: settings.PLIMSOLL_KEEP_COMMANDS_DAYS,
    job_runs: settings.PLIMSOLL_KEEP_JOBS_DAYS,
    sessions: settings.PLIMSOLL_KEEP_SESSIONS_DAYS,
    entry_links: settings.PLIMSOLL_KEEP_SESSIONS_DAYS,
    devices: settings.PLIMSOLL_KEEP_SESSIONS_DAYS,
    tickets: KEEP_PROOFS_DAYS,
    guesses: KEEP_PROOFS_DAYS,
    passkey_challenges: KEEP_PROOFS_DAYS,
    api_tokens: settings.PLIMSOLL_KEEP_SESSIONS_DAYS,
    outbox: settings.PLIMSOLL_KEEP_OUTBOX_DAYS,
    idempotency_keys: settings.PLIMSOLL_KEEP_OUTBOX_DAYS,
    heartbeats: settings.PLIMSOLL_KEEP_HEARTBEATS_DAYS,
  }
  return { name: 'retention', cron: '20 4 * * *', periodMs: DAY_MS, run: turn => trimAll(keepDays, turn) }
}

async function trimAll(keepDays: Record<Trimmed, number>, turn: JobTurn): Promise<string> {
  const tables = Object.keys(TRIMMED) as Trimmed[] // the keys of a constant table
  let gone = 0
  for (const [index, table] of tables.entries()) {
    turn.progress(
      (100 * index) / tables.length,
      `${table}: deleting what is older than ${keepDays[table]} days`,
    )
    const olderThan = later(turn.at, -keepDays[table] * DAY_MS)
    for (let batch = BATCH; batch === BATCH; ) {
      turn.signal.throwIfAborted()
      batch = await trim(turn.db.sql, { table, olderThan, limit: BATCH })
      gone += batch
    }
  }
  if (gone === 0) return 'nothing had passed its age'
  return gone === 1 ? '1 row had passed its age' : `${gone} rows had passed their age`
}
