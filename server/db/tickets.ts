// Tickets: a proof of who somebody is, which becomes one session within a minute.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Row, Sql } from './client.ts'
import { instant } from './instant.ts'

/** `kept`: whatever was shown in the session that the new one follows. */
export type Factor = 'totp' | 'recovery' | 'passkey' | 'kept'
export type NewTicket = {
  tokenHash: Buffer
  userId: UserId
  factor: Factor
  at: EpochMs
  expiresAt: EpochMs
}

export async function addTicket(sql: Sql, ticket: NewTicket): Promise<void> {
  await sql({
    text: `INSERT INTO tickets (token_hash, user_id, factor, created_at, expires_at)
      VALUES ($1, $2::uuid, $3::"Factor", $4, $5)`,
    values: [ticket.tokenHash, ticket.userId, ticket.factor, instant(ticket.at), instant(ticket.expiresAt)],
  })
}

/** Of two that come at once one gets it; of a person who was removed meanwhile nobody does. */
export async function useTicket(
  sql: Sql,
  tokenHash: Buffer,
  at: EpochMs,
): Promise<{ userId: UserId; role: Role; factor: Factor } | undefined> {
  const [row] = await sql<Row & { user_id: UserId; role: Role; factor: Factor }>({
    text: `UPDATE tickets t SET used_at = $2 FROM users u
      WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2::timestamptz
        AND u.id = t.user_id AND u.removed_at IS NULL
      RETURNING t.user_id, u.role, t.factor`,
    values: [tokenHash, instant(at)],
  })
  return row && { userId: row.user_id, role: row.role, factor: row.factor }
}
