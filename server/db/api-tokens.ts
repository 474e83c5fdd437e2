// API tokens: whoever made one has seen its text once, the row holds its SHA-256.
import type { TokenId, UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Scope } from '#lib/wire/scope.ts'
import type { ApiToken } from '#lib/wire/token.ts'
import type { Row, Sql } from './client.ts'
import { instant, momentOf, momentOrNull } from './instant.ts'
import { onlyRow } from './only-row.ts'

/** A row that is there; whether it still opens anything is decided by whoever reads its times. */
export type StoredApiToken = {
  id: TokenId
  tokenHash: Buffer
  userId: UserId
  role: Role
  scope: Scope
  expiresAt: EpochMs
  usedAt: EpochMs | null
  revokedAt: EpochMs | null
  userRemovedAt: EpochMs | null
}
export type NewApiToken = {
  userId: UserId
  name: string
  tokenHash: Buffer
  scope: Scope
  at: EpochMs
  expiresAt: EpochMs
}
/** Of which person, and as seen when. */
type ApiTokensOf = { userId: UserId; at: EpochMs }
export type ApiTokenOfPerson = ApiToken & { person: string }

/** Requests that come together are looked up together, in one query. */
export async function findApiTokens(sql: Sql, tokenHashes: readonly Buffer[]): Promise<StoredApiToken[]> {
  const rows = await sql<StoredRow>({
    name: 'api_tokens.find',
    text: `SELECT t.id, t.token_hash, t.user_id, u.role, t.scope, t.expires_at, t.used_at, t.revoked_at, u.removed_at
      FROM api_tokens t JOIN users u ON u.id = t.user_id WHERE t.token_hash = ANY($1::bytea[])`,
    values: [tokenHashes],
  })
  return rows.map(row => ({
    id: row.id,
    tokenHash: row.token_hash,
    userId: row.user_id,
    role: row.role,
    scope: row.scope,
    expiresAt: momentOf(row.expires_at),
    usedAt: momentOrNull(row.used_at),
    revokedAt: momentOrNull(row.revoked_at),
    userRemovedAt: momentOrNull(row.removed_at),
  }))
}

/** Never moves back: two requests may be told in the wrong order. */
export async function touchApiToken(sql: Sql, id: TokenId, at: EpochMs): Promise<void> {
  await sql({
    name: 'api_tokens.touch',
    text: 'UPDATE api_tokens SET used_at = greatest(used_at, $2::timestamptz) WHERE id = $1::uuid',
    values: [id, instant(at)],
  })
}

/** What is good now of this person, newest first. */
export async function listApiTokens(sql: Sql, { userId, at }: ApiTokensOf): Promise<ApiToken[]> {
  const rows = await sql<ShownRow>({
    text: `SELECT id, name, scope, created_at, expires_at, used_at FROM api_tokens
      WHERE user_id = $1::uuid AND revoked_at IS NULL AND expires_at > $2::timestamptz
      ORDER BY created_at DESC, id DESC`,
    values: [userId, instant(at)],
  })
  return rows.map(shownOf)
}

/** What is good now of everybody, with whose it is. */
export async function listAllApiTokens(sql: Sql, at: EpochMs): Promise<ApiTokenOfPerson[]> {
  const rows = await sql<ShownRow & { person: string }>({
    text: `SELECT t.id, t.name, t.scope, t.created_at, t.expires_at, t.used_at, u.name AS person
      FROM api_tokens t JOIN users u ON u.id = t.user_id
      WHERE t.revoked_at IS NULL AND t.expires_at > $1::timestamptz AND u.removed_at IS NULL
      ORDER BY u.name, t.created_at DESC, t.id DESC`,
    values: [instant(at)],
  })
  return rows.map(row => ({ ...shownOf(row), person: row.person }))
}

export async function addApiToken(sql: Sql, token: NewApiToken): Promise<ApiToken> {
  const { userId, name, tokenHash, scope, at, expiresAt } = token
  const rows = await sql<ShownRow>({
    text: `INSERT INTO api_tokens (user_id, name, token_hash, scope, created_at, expires_at)
      VALUES ($1::uuid, $2, $3, $4::"Scope", $5::timestamptz, $6::timestamptz)
      RETURNING id, name, scope, created_at, expires_at, used_at`,
    values: [userId, name, tokenHash, scope, instant(at), instant(expiresAt)],
  })
  return shownOf(onlyRow(rows))
}

/** What is now worthless; nothing when there was no good one. `userId` null: whoever's it is. */
export async function revokeApiToken(
  sql: Sql,
  { id, userId, at }: { id: string; userId: UserId | null; at: EpochMs },
): Promise<{ userId: UserId; name: string } | undefined> {
  const [row] = await sql<Row & { user_id: UserId; name: string }>({
    text: `UPDATE api_tokens SET revoked_at = $3::timestamptz
      WHERE id = $1::uuid AND ($2::uuid IS NULL OR user_id = $2::uuid)
        AND revoked_at IS NULL AND expires_at > $3::timestamptz
      RETURNING user_id, name`,
    values: [id, userId, instant(at)],
  })
  return row && { userId: row.user_id, name: row.name }
}

/** Every good one of a person; how many they were comes back. */
export async function revokeApiTokensOf(sql: Sql, { userId, at }: ApiTokensOf): Promise<number> {
  const revoked = await sql({
    text: `UPDATE api_tokens SET revoked_at = $2::timestamptz
      WHERE user_id = $1::uuid AND revoked_at IS NULL AND expires_at > $2::timestamptz RETURNING id`,
    values: [userId, instant(at)],
  })
  return revoked.length
}

function shownOf(row: ShownRow): ApiToken {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    created_at: momentOf(row.created_at),
    expires_at: momentOf(row.expires_at),
    used_at: momentOrNull(row.used_at),
  }
}

type StoredRow = Row & {
  id: TokenId
  token_hash: Buffer
  user_id: UserId
  role: Role
  scope: Scope
  expires_at: Date
  used_at: Date | null
  revoked_at: Date | null
  removed_at: Date | null
}
type ShownRow = Row & {
  id: TokenId
  name: string
  scope: Scope
  created_at: Date
  expires_at: Date
  used_at: Date | null
}
