// Ends every session of a person; they may sign in again at once.
import { INSTALLATION, type UserId } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { SignOutPerson } from '#lib/wire/person.ts'
import { findPerson } from '#server/db/people.ts'
import { endSessionsOf } from '#server/db/sessions.ts'
import type { Verb } from '../context.ts'
import { NO_PERSON } from './last-owner.ts'

export const signOutPerson: Verb<typeof SignOutPerson> = async ({ ctx, input }) => {
  const { sql } = ctx.tx
  const person = await findPerson(sql, input.params.id)
  if (person === undefined) return refused(NO_PERSON)
  const userId = person.id as UserId // the id of a row that was just read
  const ended = await endSessionsOf(sql, { userId, at: ctx.at })
  const detail = { ended, name: person.name }
  ctx.audit({ chain: INSTALLATION, action: 'sessions.revoked', object: userId, detail })
  return ok({ ended })
}
