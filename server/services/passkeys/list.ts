// The passkeys of whoever asks.
import { ok } from '#lib/base/result.ts'
import type { ListPasskeys } from '#lib/wire/account.ts'
import { listPasskeys as list } from '#server/db/passkeys.ts'
import type { Verb } from '../context.ts'

export const listPasskeys: Verb<typeof ListPasskeys> = async ({ ctx }) => {
  const found = await list(ctx.db.sql, ctx.actor.user_id)
  return ok({ passkeys: found.map(({ credentialId, transports, ...shown }) => shown) })
}
