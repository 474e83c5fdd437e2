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
export type NewSession = { tokenHash: Buffer; userId: UserId; at: EpochMs; expiresAt: EpochMs } & Partial<{
  /** From where, and when a second factor was shown: of one that a person opens. */
  address: string
  userAgent: string | null
  secondFactorAt: EpochMs
}>

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

/** Whether nobody has ended it; until the transaction ends, nobody does. */
export async function isSessionOpen(sql: Sql, id: SessionId): Promise<boolean> {
  const rows = await sql({
    text: 'SELECT FROM sessions WHERE id = $1::uuid AND revoked_at IS NULL FOR SHARE',
    values: [id],
  })
  return rows.length > 0
}

export type OpenSession = {
  id: SessionId
  createdAt: EpochMs
  seenAt: EpochMs
  expiresAt: EpochMs
  address: string
  userAgent: string | null
}
/** Unrevoked, not expired, and begun and seen since. */
export type StillOpen = { at: EpochMs; begunSince: EpochMs; seenSince: EpochMs }

/** Of one person, the last seen first. */
export async function listSessions(
  sql: Sql,
  { userId, at, begunSince, seenSince }: StillOpen & { userId: UserId },
): Promise<OpenSession[]> {
  const rows = await sql<OpenSessionRow>({
    text: `SELECT id, created_at, seen_at, expires_at, address, user_agent FROM sessions
      WHERE user_id = $1::uuid AND revoked_at IS NULL AND expires_at > $2::timestamptz
        AND created_at > $3::timestamptz AND seen_at > $4::timestamptz
      ORDER BY seen_at DESC, id LIMIT 200`,
    values: [userId, instant(at), instant(begunSince), instant(seenSince)],
  })
  return rows.map(row => ({
    id: row.id,
    createdAt: momentOf(row.created_at),
    seenAt: momentOf(row.seen_at),
    expiresAt: momentOf(row.expires_at),
    address: row.address,
    userAgent: row.user_agent,
  }))
}

/** Nothing comes back when this person has no such session, or it has ended. */
export async function endSession(
  sql: Sql,
  of: { id: string; userId: UserId; at: EpochMs },
): Promise<{ address: string; userAgent: string | null } | undefined> {
  const [row] = await sql<Pick<OpenSessionRow, 'address' | 'user_agent'>>({
    text: `UPDATE sessions SET revoked_at = $3::timestamptz
      WHERE id = $1::uuid AND user_id = $2::uuid AND revoked_at IS NULL AND expires_at > $3::timestamptz
      RETURNING address, user_agent`,
    values: [of.id, of.userId, instant(of.at)],
  })
  return row && { address: row.address, userAgent: row.user_agent }
}

/**
 * Every session of a person, and every ticket that would still become one: a new ticket is issued after this, not before.
 * How many sessions ended comes back.
 */
export async function endSessionsOf(
  sql: Sql,
  of: { userId: UserId; at: EpochMs; but?: SessionId },
): Promise<number> {
  // The tickets first: whoever is just turning one into a session is waited for, and that session ends with the others.
  await sql({
    text: 'UPDATE tickets SET used_at = $2::timestamptz WHERE user_id = $1::uuid AND used_at IS NULL',
    values: [of.userId, instant(of.at)],
  })
  const ended = await sql({
    text: `UPDATE sessions SET revoked_at = $2::timestamptz
      WHERE user_id = $1::uuid AND revoked_at IS NULL AND expires_at > $2::timestamptz
        AND id IS DISTINCT FROM $3::uuid RETURNING id`,
    values: [of.userId, instant(of.at), of.but ?? null],
  })
  return ended.length
}

/** A second factor was shown in this session; an answer that comes late takes nothing back. */
export async function noteSecondFactor(sql: Sql, id: SessionId, at: EpochMs): Promise<void> {
  await sql({
    text: `UPDATE sessions SET second_factor_at = greatest(second_factor_at, $2::timestamptz) WHERE id = $1::uuid`,
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
      address: session.address ?? '',
      userAgent: session.userAgent ?? null,
      secondFactorAt: session.secondFactorAt === undefined ? null : instant(session.secondFactorAt),
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
type OpenSessionRow = Row & {
  id: SessionId
  created_at: Date
  seen_at: Date
  expires_at: Date
  address: string
  user_agent: string | null
}
