// Deletes what has passed its age, a batch at a time, so that no lock is held for long.
import type { EpochMs } from '#lib/base/time.ts'
import type { Sql } from './client.ts'
import { instant } from './instant.ts'

/** Which rows go: by their key, for jobs may see no more of them than that and their age. */
export const TRIMMED = {
  commands: { key: 'id', age: "state <> 'pending' AND settled_at" },
  job_runs: { key: 'id', age: 'finished_at' },
  sessions: { key: 'id', age: 'least(expires_at, revoked_at)' },
  entry_links: { key: 'id', age: 'least(expires_at, used_at, revoked_at)' },
  devices: { key: 'user_id, token_hash', age: 'seen_at' },
  tickets: { key: 'token_hash', age: 'expires_at' },
  guesses: { key: 'id', age: 'at' },
  passkey_challenges: { key: 'id', age: 'expires_at' },
  api_tokens: { key: 'id', age: 'least(expires_at, revoked_at)' },
  outbox: { key: 'id', age: 'sent_at' },
  idempotency_keys: { key: 'user_id, key', age: 'created_at' },
  heartbeats: { key: 'incarnation', age: 'beat_at' },
} as const
export type Trimmed = keyof typeof TRIMMED

/** How many rows went; fewer than `limit` means that none is left. What is open has no age and stays. */
export async function trim(
  sql: Sql,
  of: { table: Trimmed; olderThan: EpochMs; limit: number },
): Promise<number> {
  const { key, age } = TRIMMED[of.table]
  const gone = await sql({
    text: `DELETE FROM ${of.table} WHERE (${key}) IN (
        SELECT ${key} FROM ${of.table} WHERE ${age} < $1::timestamptz LIMIT $2
      ) RETURNING 1 AS one`,
    values: [instant(of.olderThan), of.limit],
  })
  return gone.length
}
