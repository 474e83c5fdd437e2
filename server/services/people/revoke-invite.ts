// Makes an invitation worthless.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { RevokeInvite } from '#lib/wire/person.ts'
import { revokeInvite as revoke } from '#server/db/invites.ts'
import type { Verb } from '../context.ts'

export const revokeInvite: Verb<typeof RevokeInvite> = async ({ ctx, input }) => {
  const { id } = input.params
  const invite = await revoke(ctx.tx.sql, { id, at: ctx.at })
  if (invite === undefined) {
    return refused({ code: 'NOT_FOUND', message: 'There is no such invitation, or it is used or old.' })
  }
  const detail = { role: invite.role, before: 'open', after: 'revoked' }
  ctx.audit({ chain: INSTALLATION, action: 'invite.revoked', object: id, detail })
  return ok({})
}
