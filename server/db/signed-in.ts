// Who asks, by the session that was found a moment ago: themselves, their session and their preferences.
import type { SessionId, UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Preferences } from '#lib/wire/preferences.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Row, Sql } from './client.ts'
import { momentOf, momentOrNull } from './instant.ts'
import { onlyRow } from './only-row.ts'
import { preferencesOf } from './preferences.ts'

export type SignedIn = {
  name: string
  role: Role
  seenAt: EpochMs
  expiresAt: EpochMs
  secondFactorAt: EpochMs | null
  recoveryCodesLeft: number
  preferences: Preferences
}

export async function findSignedIn(
  sql: Sql,
  { userId, sessionId }: { userId: UserId; sessionId: SessionId },
): Promise<SignedIn> {
  const rows = await sql<SignedInRow>({
    name: 'people.signed_in',
    text: `SELECT u.name, u.role, u.preferences, s.seen_at, s.expires_at, s.second_factor_at,
        (SELECT count(*)::int FROM recovery_codes c WHERE c.user_id = u.id AND c.used_at IS NULL) AS codes_left
      FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1::uuid AND u.id = $2::uuid`,
    values: [sessionId, userId],
  })
  const row = onlyRow(rows)
  return {
    name: row.name,
    role: row.role,
    seenAt: momentOf(row.seen_at),
    expiresAt: momentOf(row.expires_at),
    secondFactorAt: momentOrNull(row.second_factor_at),
    recoveryCodesLeft: row.codes_left,
    preferences: preferencesOf(row.preferences),
  }
}

/** Those that were not used. */
export async function countRecoveryCodes(sql: Sql, userId: UserId): Promise<number> {
  const rows = await sql({
    text: 'SELECT FROM recovery_codes WHERE user_id = $1::uuid AND used_at IS NULL',
    values: [userId],
  })
  return rows.length
}

type SignedInRow = Row & {
  name: string
  role: Role
  preferences: unknown
  seen_at: Date
  expires_at: Date
  second_factor_at: Date | null
  codes_left: number
}
