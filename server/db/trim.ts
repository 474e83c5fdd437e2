// Deletes what has passed its age, a batch at a time, so that no lock is held for long.
import type { EpochMs } from '#lib/base/time.ts'
import type { Sql } from './client.ts'
import { instant } from './instant.ts'

export const TRIMMED = {
  commands: "state <> 'pending' AND settled_at",
  job_runs: 'finished_at',
  sessions: 'least(expires_at, revoked_at)',
  setup_links: 'least(expires_at, used_at)',
  outbox: 'sent_at',
  idempotency_keys: 'created_at',
  heartbeats: 'beat_at',
} as const
export type Trimmed = keyof typeof TRIMMED

/** How many rows went; fewer than `limit` means that none is left. What is open has no age and stays. */
export async function trim(
  sql: Sql,
  of: { table: Trimmed; olderThan: EpochMs; limit: number },
): Promise<number> {
  const gone = await sql({
    text: `DELETE FROM ${of.table} WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM ${of.table} WHERE ${TRIMMED[of.table]} < $1::timestamptz LIMIT $2
      )) RETURNING 1 AS one`,
    values: [instant(of.olderThan), of.limit],
  })
  return gone.length
}
