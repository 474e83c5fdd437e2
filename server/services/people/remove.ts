// Removes a person: their sessions, tokens and links end with it, their secrets go, and their name is free.
import { INSTALLATION, type UserId } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { RemovePerson } from '#lib/wire/person.ts'
import { revokeLinksAround } from '#server/db/invites.ts'
import { findPerson, removePerson as remove } from '#server/db/people.ts'
import { endSessionsOf } from '#server/db/sessions.ts'
import type { Verb } from '../context.ts'
import { holdAsOwner } from './hold-as-owner.ts'
import { isLastOwner, LAST_OWNER, NO_PERSON } from './last-owner.ts'

export const removePerson: Verb<typeof RemovePerson> = async ({ ctx, input }) => {
  const { sql } = ctx.tx
  const held = await holdAsOwner(sql, ctx.actor)
  if (!held.ok) return held
  const person = await findPerson(sql, input.params.id)
  if (person === undefined) return refused(NO_PERSON)
  if (await isLastOwner(sql, person)) return refused(LAST_OWNER)
  const userId = person.id as UserId // the id of a row that was just read
  // Whoever is just turning a ticket into a session needs the person's row: they go first, or each would wait for the other.
  const ended = await endSessionsOf(sql, { userId, at: ctx.at })
  await remove(sql, { id: userId, at: ctx.at })
  const linksRevoked = await revokeLinksAround(sql, { userId, at: ctx.at })
  const detail = {
    before: { name: person.name, role: person.role },
    after: null,
    sessions_ended: ended,
    links_revoked: linksRevoked,
  }
  ctx.audit({ chain: INSTALLATION, action: 'person.removed', object: userId, detail })
  return ok({})
}
