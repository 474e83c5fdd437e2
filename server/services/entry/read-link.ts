// What a one-time link is for, and the seed of an authenticator app where there is to be a new one.
import { ok, refused } from '#lib/base/result.ts'
import type { ReadLink } from '#lib/wire/entry.ts'
import { findEntryLink } from '#server/db/entry-links.ts'
import { findLoginOf } from '#server/db/users.ts'
import type { Verb } from '../context.ts'
import { seedSubject } from './new-login.ts'
import { NO_LINK } from './refusals.ts'

export const readLink: Verb<typeof ReadLink> = async ({ ctx, input }) => {
  const { db, at, auth } = ctx
  const link = await findEntryLink(db.sql, input.body.token, at)
  if (link === undefined) return refused(NO_LINK)
  const name = link.userId === null ? null : ((await findLoginOf(db.sql, link.userId))?.name ?? null)
  const hasNewSeed = link.kind !== 'reset' || link.isFactorReset
  // Who joins has no name yet: their app calls the entry by the desk's address.
  const label = name ?? new URL(auth.origin).host
  return ok({
    kind: link.kind,
    role: link.role,
    name,
    expires_at: link.expiresAt,
    enrolment: hasNewSeed ? auth.seeds.enrol(seedSubject(link), label, at) : null,
  })
}
