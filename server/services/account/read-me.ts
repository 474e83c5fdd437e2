// Who is signed in, until when, and how the desk looks for them: the first thing that the frame asks.
import { ok } from '#lib/base/result.ts'
import { epochMs, later, MINUTE_MS } from '#lib/base/time.ts'
import type { ReadMe } from '#lib/wire/account.ts'
import { IDLE_MAX_MS } from '#server/auth/sessions.ts'
import { steppedUpUntil } from '#server/auth/step-up.ts'
import { findSignedIn } from '#server/db/signed-in.ts'
import type { Verb } from '../context.ts'

export const readMe: Verb<typeof ReadMe> = async ({ ctx }) => {
  const { user_id: userId, session_id: sessionId } = ctx.actor
  const me = await findSignedIn(ctx.db.sql, { userId, sessionId })
  return ok({
    id: userId,
    name: me.name,
    role: me.role,
    session_id: sessionId,
    // This very question is a sign of life, though it is written down only once a minute.
    idle_at: later(epochMs(Math.max(me.seenAt, ctx.at - MINUTE_MS)), IDLE_MAX_MS),
    expires_at: me.expiresAt,
    stepped_up_until: me.secondFactorAt === null ? null : steppedUpUntil(me.secondFactorAt),
    recovery_codes_left: me.recoveryCodesLeft,
    preferences: me.preferences,
  })
}
