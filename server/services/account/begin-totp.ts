// A new seed for the authenticator app of whoever asks, shown to be scanned. Nothing changes until its first code is shown.
import { ok, refused } from '#lib/base/result.ts'
import type { BeginTotp } from '#lib/wire/account.ts'
import { findLoginOf } from '#server/db/users.ts'
import type { Verb } from '../context.ts'

export const beginTotp: Verb<typeof BeginTotp> = async ({ ctx }) => {
  const { actor, auth, at } = ctx
  const login = await findLoginOf(ctx.db.sql, actor.user_id)
  if (login === undefined) return refused({ code: 'UNAUTHENTICATED', message: 'Sign in first.' })
  return ok(auth.seeds.enrol(actor.user_id, login.name, at))
}
