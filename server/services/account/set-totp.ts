// Puts a new seed in place of the old one, by the first code that it makes.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { SetTotp } from '#lib/wire/account.ts'
import { checkFirstCode } from '#server/auth/totp.ts'
import { setTotp as set } from '#server/db/users.ts'
import type { Verb } from '../context.ts'
import { invalid, STALE_SEAL } from '../entry/refusals.ts'

export const setTotp: Verb<typeof SetTotp> = async ({ ctx, input }) => {
  const { auth, at, tx } = ctx
  const { seal, code } = input.body
  const userId = ctx.actor.user_id
  const seed = auth.seeds.openEnrolment(seal, userId, at)
  if (!seed.ok) return refused(STALE_SEAL)
  const step = checkFirstCode(seed.value, code, at)
  if (!step.ok) return refused(invalid('body.code', step.error))
  await set(tx.sql, userId, { sealed: auth.seeds.seal(userId, seed.value), step: step.value })
  const detail = { before: 'the app until now', after: 'the app whose code was shown' }
  ctx.audit({ chain: INSTALLATION, action: 'totp.renewed', object: userId, detail })
  return ok({})
}
