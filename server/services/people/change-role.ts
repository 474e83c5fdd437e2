// Another role for a person. What they may do follows at their next request, and on their open pages at once.
import { INSTALLATION, type UserId } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { ChangeRole } from '#lib/wire/person.ts'
import { revokeLinksAround } from '#server/db/invites.ts'
import { findPerson, setRole } from '#server/db/people.ts'
import type { Verb } from '../context.ts'
import { holdAsOwner } from './hold-as-owner.ts'
import { isLastOwner, LAST_OWNER, NO_PERSON } from './last-owner.ts'

export const changeRole: Verb<typeof ChangeRole> = async ({ ctx, input }) => {
  const { sql } = ctx.tx
  const { role } = input.body
  const held = await holdAsOwner(sql, ctx.actor)
  if (!held.ok) return held
  const person = await findPerson(sql, input.params.id)
  if (person === undefined) return refused(NO_PERSON)
  if (role !== 'owner' && (await isLastOwner(sql, person))) return refused(LAST_OWNER)
  const id = person.id as UserId // the id of a row that was just read
  await setRole(sql, { id, role })
  const wasOwner = person.role === 'owner' && role !== 'owner'
  const linksRevoked = wasOwner ? await revokeLinksAround(sql, { userId: id, at: ctx.at }) : 0
  const detail = { before: { role: person.role }, after: { role }, links_revoked: linksRevoked }
  ctx.audit({ chain: INSTALLATION, action: 'person.role-changed', object: id, detail })
  return ok({ ...person, role })
}
