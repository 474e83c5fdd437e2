// Uses a set-up link or an invitation: a new person with a password, an app and ten recovery codes, in one transaction.
import { refused } from '#lib/base/result.ts'
import type { JoinDesk } from '#lib/wire/entry.ts'
import { findEntryLink } from '#server/db/entry-links.ts'
import { isNameTaken } from '#server/db/users.ts'
import type { Verb } from '../context.ts'
import { newPassword, newSeed, seedSubject } from './new-login.ts'
import { NAME_TAKEN, NO_LINK } from './refusals.ts'
import { takePlace } from './take-place.ts'

export const joinDesk: Verb<typeof JoinDesk> = async ({ ctx, input }) => {
  const { db, auth, at } = ctx
  const { token, name, password, seal, code } = input.body
  const link = await findEntryLink(db.sql, token, at)
  if (link === undefined || link.role === null) return refused(NO_LINK)
  const seed = newSeed(auth, { seal, subject: seedSubject(link), code, at })
  if (!seed.ok) return seed
  const passwordHash = await newPassword(auth, password, [name])
  if (!passwordHash.ok) return passwordHash
  const person = { name, role: link.role, passwordHash: passwordHash.value, seed: seed.value, at }
  try {
    return await takePlace(ctx, link, person)
  } catch (cause) {
    if (isNameTaken(cause)) return refused(NAME_TAKEN) // by somebody who joined in this very moment
    throw cause
  }
}
