// Browsers that a person has signed in from: each holds a token, the row its SHA-256.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Row, Sql } from './client.ts'
import { instant } from './instant.ts'
import { onlyRow } from './only-row.ts'

export async function isDeviceOf(sql: Sql, userId: UserId, tokenHash: Buffer | null): Promise<boolean> {
  const rows = await sql<Row & { found: boolean }>({
    name: 'devices.find',
    text: 'SELECT EXISTS (SELECT FROM devices WHERE user_id = $1::uuid AND token_hash = $2) AS found',
    values: [userId, tokenHash],
  })
  return onlyRow(rows).found
}

export async function noteDevice(sql: Sql, userId: UserId, of: { tokenHash: Buffer; at: EpochMs }) {
  await sql({
    text: `INSERT INTO devices (user_id, token_hash, created_at, seen_at) VALUES ($1::uuid, $2, $3, $3)
      ON CONFLICT (user_id, token_hash) DO UPDATE SET seen_at = greatest(devices.seen_at, excluded.seen_at)`,
    values: [userId, of.tokenHash, instant(of.at)],
  })
}
