// Ends every session of whoever asks but the one that asks.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok } from '#lib/base/result.ts'
import type { RevokeOtherSessions } from '#lib/wire/account.ts'
import { endSessionsOf } from '#server/db/sessions.ts'
import type { Verb } from '../context.ts'

export const revokeOtherSessions: Verb<typeof RevokeOtherSessions> = async ({ ctx }) => {
  const { user_id: userId, session_id: but } = ctx.actor
  const ended = await endSessionsOf(ctx.tx.sql, { userId, at: ctx.at, but })
  const detail = { ended, but }
  ctx.audit({ chain: INSTALLATION, action: 'sessions.revoked', object: userId, detail })
  return ok({ ended })
}
