// One-time links: the first owner's, an invitation, a new password. The row holds only the hash of the token.
import { createHash, randomBytes } from 'node:crypto'
import { INSTALLATION, type UserId } from '#lib/base/id.ts'
import { type EpochMs, later, MINUTE_MS } from '#lib/base/time.ts'
import type { LinkKind } from '#lib/wire/entry.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Row, Sql } from './client.ts'
import { instant, momentOf } from './instant.ts'

/** Whoever starts the desk or runs its tool, with the rights of the database's owner. */
const OPERATOR = JSON.stringify({ kind: 'operator' })
const TOKEN_BYTES = 32
const GOOD_FOR_MS = 30 * MINUTE_MS

export type EntryLink = {
  id: string
  kind: LinkKind
  /** What joining gives; null for a reset. */
  role: Role | null
  /** Whose password a reset is for. */
  userId: UserId | null
  isFactorReset: boolean
  expiresAt: EpochMs
}

/** The token goes into the fragment of the link; it is told once and cannot be read again. */
export async function makeSetupLink(sql: Sql, at: EpochMs): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await sql({
    text: `WITH made AS (
        INSERT INTO entry_links (token_hash, created_at, expires_at) VALUES ($1, $2, $3) RETURNING id
      )
      SELECT audit_append($4, $5, 'setup-link.made', id::text, '{}', '') FROM made`,
    values: [hashOf(token), instant(at), instant(later(at, GOOD_FOR_MS)), INSTALLATION, OPERATOR],
  })
  return token
}

/** A newer one makes those before it worthless. */
export async function makeResetLink(
  sql: Sql,
  { userId, isFactorReset, at }: { userId: UserId; isFactorReset: boolean; at: EpochMs },
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const detail = JSON.stringify({ is_factor_reset: isFactorReset })
  await revokeResetLinks(sql, userId, at)
  await sql({
    text: `WITH made AS (
        INSERT INTO entry_links (token_hash, kind, user_id, is_factor_reset, created_at, expires_at)
        VALUES ($1, 'reset', $2::uuid, $3, $4, $5) RETURNING user_id
      )
      SELECT audit_append($6, $7, 'reset-link.made', user_id::text, $8, '') FROM made`,
    values: [
      ...[hashOf(token), userId, isFactorReset, instant(at), instant(later(at, GOOD_FOR_MS))],
      ...[INSTALLATION, OPERATOR, detail],
    ],
  })
  return token
}

/** Nothing comes back for a wrong, a used, a revoked and an old one alike, nor for a set-up link once there is an owner. */
export async function findEntryLink(sql: Sql, token: string, at: EpochMs): Promise<EntryLink | undefined> {
  const [row] = await sql<LinkRow>({
    text: `SELECT id, kind, role, user_id, is_factor_reset, expires_at FROM entry_links l WHERE token_hash = $1 AND ${GOOD}`,
    values: [hashOf(token), instant(at)],
  })
  return row && linkOf(row)
}

/** Of two that come at once one gets it. */
export async function useEntryLink(sql: Sql, id: string, at: EpochMs): Promise<boolean> {
  const used = await sql({
    text: `UPDATE entry_links l SET used_at = $2::timestamptz WHERE id = $1::uuid AND ${GOOD} RETURNING true AS used`,
    values: [id, instant(at)],
  })
  return used.length > 0
}

async function revokeResetLinks(sql: Sql, userId: UserId, at: EpochMs): Promise<void> {
  await sql({
    text: `UPDATE entry_links SET revoked_at = $2::timestamptz
      WHERE kind = 'reset' AND user_id = $1::uuid AND used_at IS NULL AND revoked_at IS NULL`,
    values: [userId, instant(at)],
  })
}

/** With the moment as the second value. */
const GOOD = `used_at IS NULL AND revoked_at IS NULL AND expires_at > $2::timestamptz
  AND (kind <> 'setup' OR NOT EXISTS (SELECT FROM users WHERE role = 'owner' AND removed_at IS NULL))
  AND (kind <> 'reset' OR EXISTS (SELECT FROM users u WHERE u.id = l.user_id AND u.removed_at IS NULL))`

type LinkRow = Row & {
  id: string
  kind: LinkKind
  role: Role | null
  user_id: UserId | null
  is_factor_reset: boolean
  expires_at: Date
}

function linkOf(row: LinkRow): EntryLink {
  return {
    id: row.id,
    kind: row.kind,
    role: row.kind === 'setup' ? 'owner' : row.role,
    userId: row.user_id,
    isFactorReset: row.is_factor_reset,
    expiresAt: momentOf(row.expires_at),
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
