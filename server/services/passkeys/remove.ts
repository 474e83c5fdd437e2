// Removes a passkey of whoever asks; that of another person looks as if there were none.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { RemovePasskey } from '#lib/wire/account.ts'
import { deletePasskey } from '#server/db/passkeys.ts'
import type { Verb } from '../context.ts'

export const removePasskey: Verb<typeof RemovePasskey> = async ({ ctx, input }) => {
  const { id } = input.params
  const gone = await deletePasskey(ctx.tx.sql, { id, userId: ctx.actor.user_id })
  if (gone === undefined) return refused({ code: 'NOT_FOUND', message: 'There is no such passkey.' })
  const detail = { name: gone.name, before: gone.id, after: null }
  ctx.audit({ chain: INSTALLATION, action: 'passkey.removed', object: id, detail })
  return ok({})
}
