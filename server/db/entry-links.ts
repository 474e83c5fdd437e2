// The one-time link that the console prints while the desk has no owner: only its hash is stored.
import { createHash, randomBytes } from 'node:crypto'
import { INSTALLATION } from '#lib/base/id.ts'
import { type EpochMs, later, MINUTE_MS } from '#lib/base/time.ts'
import type { Row, Sql } from './client.ts'
import { instant } from './instant.ts'
import { onlyRow } from './only-row.ts'

/** Whoever starts the desk or runs its tool, with the rights of the database's owner. */
const OPERATOR = JSON.stringify({ kind: 'operator' })
const TOKEN_BYTES = 32
const GOOD_FOR_MS = 30 * MINUTE_MS

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

/** A link opens nothing once it is used or old, or the desk has an owner. */
export async function checkSetupLink(sql: Sql, token: string, at: EpochMs): Promise<boolean> {
  const rows = await sql<Row & { good: boolean }>({
    text: `SELECT EXISTS (
        SELECT FROM entry_links WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2::timestamptz
      ) AND NOT EXISTS (SELECT FROM users WHERE role = 'owner' AND removed_at IS NULL) AS good`,
    values: [hashOf(token), instant(at)],
  })
  return onlyRow(rows).good
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
