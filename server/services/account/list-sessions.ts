// Where whoever asks is signed in, the last seen first.
import { ok } from '#lib/base/result.ts'
import { later } from '#lib/base/time.ts'
import type { ListSessions } from '#lib/wire/account.ts'
import { AGE_MAX_MS, IDLE_MAX_MS } from '#server/auth/sessions.ts'
import { listSessions as list } from '#server/db/sessions.ts'
import type { Verb } from '../context.ts'

export const listSessions: Verb<typeof ListSessions> = async ({ ctx }) => {
  const { at, actor, db } = ctx
  const found = await list(db.sql, {
    userId: actor.user_id,
    at,
    begunSince: later(at, -AGE_MAX_MS),
    seenSince: later(at, -IDLE_MAX_MS),
  })
  const sessions = found.map(one => ({
    id: one.id,
    is_this: one.id === actor.session_id,
    created_at: one.createdAt,
    seen_at: one.seenAt,
    expires_at: one.expiresAt,
    address: one.address,
    user_agent: one.userAgent,
  }))
  return ok({ sessions })
}
