// Ends an API token of whoever asks; another's is not there.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { RevokeToken } from '#lib/wire/token.ts'
import { revokeApiToken } from '#server/db/api-tokens.ts'
import type { Verb } from '../context.ts'

export const revokeToken: Verb<typeof RevokeToken> = async ({ ctx, input }) => {
  const { id } = input.params
  const revoked = await revokeApiToken(ctx.tx.sql, { id, userId: ctx.actor.user_id, at: ctx.at })
  if (revoked === undefined) {
    return refused({ code: 'NOT_FOUND', message: 'There is no such API token, or it is not good any more.' })
  }
  const detail = { user_id: revoked.userId, name: revoked.name, before: 'good', after: 'revoked' }
  ctx.audit({ chain: INSTALLATION, action: 'token.revoked', object: id, detail })
  return ok({})
}
