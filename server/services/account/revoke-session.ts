// Ends one session of whoever asks; this very one too. That of another person looks as if there were none.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { RevokeSession } from '#lib/wire/account.ts'
import { endSession } from '#server/db/sessions.ts'
import type { Verb } from '../context.ts'

export const revokeSession: Verb<typeof RevokeSession> = async ({ ctx, input }) => {
  const { id } = input.params
  const ended = await endSession(ctx.tx.sql, { id, userId: ctx.actor.user_id, at: ctx.at })
  if (ended === undefined) {
    return refused({ code: 'NOT_FOUND', message: 'There is no such session, or it has ended.' })
  }
  const { address, userAgent } = ended
  const detail = {
    user_id: ctx.actor.user_id,
    address,
    user_agent: userAgent,
    before: 'open',
    after: 'revoked',
  }
  ctx.audit({ chain: INSTALLATION, action: 'session.revoked', object: id, detail })
  return ok({})
}
