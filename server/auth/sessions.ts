// Who is calling: the session is looked up in the database at each request, so that a revoked one ends at once. Requests
// that come together are looked up together.
import type { SessionId, UserId } from '#lib/base/id.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { DAY_MS, type EpochMs, epochMs, HOUR_MS, later, MINUTE_MS } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Clock } from '#server/clock.ts'
import type { Sql } from '#server/db/client.ts'
import { findSessions, type StoredSession, touchSession } from '#server/db/sessions.ts'
import type { Log } from '#server/log.ts'
import { inBatches } from './batches.ts'
import { tokenHashOf } from './cookie.ts'

export const IDLE_MAX_MS = 12 * HOUR_MS
export const AGE_MAX_MS = 7 * DAY_MS
/** Seen is written this seldom: a write at each request would buy nothing. */
const TOUCH_EVERY_MS = MINUTE_MS

export type Viewer = {
  readonly userId: UserId
  readonly sessionId: SessionId
  readonly name: string
  readonly role: Role
  /** When a second factor was last shown in this session; null when it never was. */
  readonly secondFactorAt: EpochMs | null
  readonly createdAt: EpochMs
  readonly seenAt: EpochMs
  /** The session ends then, used or not. */
  readonly expiresAt: EpochMs
}

/**
 * Why there is no viewer stays inside: every caller is told the same. What a page asks for by itself is no use of a session:
 * an open page must not keep an idle one alive.
 */
export type SessionOf = (
  cookieHeader: string | null | undefined,
  how?: { isUnattended: boolean },
) => Promise<Result<Viewer, 'UNAUTHENTICATED'>>

type Sessions = { sql: Sql; clock: Clock; log: Log }

export function openSessions({ sql, clock, log }: Sessions): SessionOf {
  const find = inBatches(async (looks: readonly Look[]) => {
    const found = await findSessions(
      sql,
      looks.map(({ tokenHash }) => tokenHash),
    )
    const at = clock.now()
    const used = new Set(looks.filter(look => !look.isUnattended).map(look => nameOf(look.tokenHash)))
    for (const one of found.filter(
      session => used.has(nameOf(session.tokenHash)) && isDueToTouch(session, at),
    )) {
      // Nobody waits for it, and a database that can only be read still lets people read.
      touchSession(sql, one.id, at).catch((error: unknown) => log.warn('session_not_touched', { error }))
    }
    const byHash = new Map(found.map(session => [nameOf(session.tokenHash), session]))
    return looks.map(({ tokenHash }) => byHash.get(nameOf(tokenHash)))
  })
  return async (cookieHeader, { isUnattended } = { isUnattended: false }) => {
    const tokenHash = tokenHashOf(cookieHeader)
    const session = tokenHash && (await find({ tokenHash, isUnattended }))
    if (session === undefined || !isLive(session, clock.now())) return refused('UNAUTHENTICATED')
    return ok(viewerOf(session))
  }
}

type Look = { tokenHash: Buffer; isUnattended: boolean }

function nameOf(tokenHash: Buffer): string {
  return tokenHash.toString('latin1')
}

function viewerOf({ id, userName, ...session }: StoredSession): Viewer {
  const { userId, role, secondFactorAt, createdAt, seenAt } = session
  const expiresAt = epochMs(Math.min(session.expiresAt, later(createdAt, AGE_MAX_MS)))
  return { sessionId: id, userId, name: userName, role, secondFactorAt, createdAt, seenAt, expiresAt }
}

/** Open until revoked, idle too long, older than a week, or its person removed. */
export function isLive(session: StoredSession, at: EpochMs): boolean {
  return (
    session.revokedAt === null &&
    session.userRemovedAt === null &&
    at < session.expiresAt &&
    at < later(session.createdAt, AGE_MAX_MS) &&
    at < later(session.seenAt, IDLE_MAX_MS)
  )
}

function isDueToTouch(session: StoredSession, at: EpochMs): boolean {
  return isLive(session, at) && at >= later(session.seenAt, TOUCH_EVERY_MS)
}
