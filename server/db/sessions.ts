// Sessions: the browser holds an opaque token, the row its SHA-256; every request is looked up here.
import type { SessionId, UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Row, Sql, Tx } from './client.ts'
import { instant, momentOf, momentOrNull } from './instant.ts'

/** A row that is there; whether it still opens anything is decided by whoever reads its times. */
export type StoredSession = {
  id: SessionId
  tokenHash: Buffer
  userId: UserId
  userName: string
  role: Role
  createdAt: EpochMs
  seenAt: EpochMs
  expiresAt: EpochMs
  revokedAt: EpochMs | null
  secondFactorAt: EpochMs | null
  userRemovedAt: EpochMs | null
}
export type NewSession = { tokenHash: Buffer; userId: UserId; at: EpochMs; expiresAt: EpochMs }

/** Requests that come together are looked up together, in one query. */
export async function findSessions(sql: Sql, tokenHashes: readonly Buffer[]): Promise<StoredSession[]> {
  const rows = await sql<SessionRow>({
    name: 'sessions.find',
    text: `SELECT s.id, s.token_hash, s.user_id, u.name, u.role, s.created_at, s.seen_at, s.expires_at,
        s.revoked_at, s.second_factor_at, u.removed_at
      FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ANY($1::bytea[])`,
    values: [tokenHashes],
  })
  return rows.map(row => ({
    id: row.id,
    tokenHash: row.token_hash,
    userId: row.user_id,
    userName: row.name,
    role: row.role,
    createdAt: momentOf(row.created_at),
    seenAt: momentOf(row.seen_at),
    expiresAt: momentOf(row.expires_at),
    revokedAt: momentOrNull(row.revoked_at),
    secondFactorAt: momentOrNull(row.second_factor_at),
    userRemovedAt: momentOrNull(row.removed_at),
  }))
}

/** Never moves back: two requests may be told in the wrong order. */
export async function touchSession(sql: Sql, id: SessionId, at: EpochMs): Promise<void> {
  await sql({
    name: 'sessions.touch',
    text: 'UPDATE sessions SET seen_at = greatest(seen_at, $2::timestamptz) WHERE id = $1::uuid',
    values: [id, instant(at)],
  })
}

/** Whoever listens to plimsoll_sessions is told the id when this commits. */
export async function revokeSession(sql: Sql, id: SessionId, at: EpochMs): Promise<void> {
  await sql({
    name: 'sessions.revoke',
    text: 'UPDATE sessions SET revoked_at = coalesce(revoked_at, $2::timestamptz) WHERE id = $1::uuid',
    values: [id, instant(at)],
  })
}

export async function addSession({ prisma }: Pick<Tx, 'prisma'>, session: NewSession): Promise<SessionId> {
  const at = instant(session.at)
  const { id } = await prisma.session.create({
    data: {
      tokenHash: Uint8Array.from(session.tokenHash),
      userId: session.userId,
      createdAt: at,
      seenAt: at,
      expiresAt: instant(session.expiresAt),
    },
    select: { id: true },
  })
  return id as SessionId // the id of a row of this very table
}

type SessionRow = Row & {
  id: SessionId
  token_hash: Buffer
  user_id: UserId
  name: string
  role: Role
  created_at: Date
  seen_at: Date
  expires_at: Date
  revoked_at: Date | null
  second_factor_at: Date | null
  removed_at: Date | null
}
