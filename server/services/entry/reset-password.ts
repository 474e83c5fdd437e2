// Uses a reset link: a new password, and a new second factor where the link says so. Every session ends.
import type { UserId } from '#lib/base/id.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { ResetPassword } from '#lib/wire/entry.ts'
import { findEntryLink } from '#server/db/entry-links.ts'
import { findLoginOf } from '#server/db/users.ts'
import type { Call, Verb } from '../context.ts'
import { type NewSeed, newPassword, newSeed, seedSubject } from './new-login.ts'
import { NO_LINK, STALE_SEAL } from './refusals.ts'
import { renewLogin } from './renew-login.ts'

export const resetPassword: Verb<typeof ResetPassword> = async ({ ctx, input }) => {
  const { db, auth, at } = ctx
  const { token, password, code } = input.body
  const link = await findEntryLink(db.sql, token, at)
  const login = link?.userId == null ? undefined : await findLoginOf(db.sql, link.userId)
  if (link === undefined || login === undefined) return refused(NO_LINK)
  const seed = link.isFactorReset ? shownSeed({ ctx, input }, link) : ok(undefined)
  if (!seed.ok) return seed
  const passwordHash = await newPassword(auth, password, [login.name])
  if (!passwordHash.ok) return passwordHash
  return await renewLogin(ctx, {
    linkId: link.id,
    userId: login.userId,
    name: login.name,
    passwordHash: passwordHash.value,
    seed: seed.value,
    code,
  })
}

function shownSeed(
  { ctx, input }: Call<typeof ResetPassword>,
  link: { id: string; userId: UserId | null },
): Result<NewSeed, Refusal> {
  const { seal, code } = input.body
  if (seal === undefined) return refused(STALE_SEAL)
  return newSeed(ctx.auth, { seal, subject: seedSubject(link), code, at: ctx.at })
}
