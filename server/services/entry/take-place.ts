// The one transaction of joining: the link is used up, the person is there, and proves by a ticket to be them.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import { issueTicket } from '#server/auth/tickets.ts'
import { useEntryLink } from '#server/db/entry-links.ts'
import { holdPeople } from '#server/db/people.ts'
import { findLogin } from '#server/db/users.ts'
import type { AnonymousActor, UnkeptCtx } from '../context.ts'
import { record } from '../record.ts'
import { addPerson, type NewPerson } from './add-person.ts'
import { NAME_TAKEN, NO_LINK } from './refusals.ts'

export function takePlace(
  ctx: UnkeptCtx<AnonymousActor>,
  link: { id: string; kind: string },
  person: NewPerson,
) {
  const { db, auth, at, correlationId } = ctx
  const { name, role } = person
  return db.transact(async tx => {
    await holdPeople(tx.sql) // or two set-up links would make two first owners
    if ((await findLogin(tx.sql, name)) !== undefined) return refused(NAME_TAKEN)
    if (!(await useEntryLink(tx.sql, link.id, at))) return refused(NO_LINK)
    const { userId, recoveryCodes } = await addPerson(tx, auth, person)
    const ticket = await issueTicket(tx, { userId, factor: 'totp', at })
    const who = { actor: { kind: 'user', user_id: userId, role }, correlationId }
    const detail = { name, role, by: link.kind, link_id: link.id }
    await record(tx, who, { chain: INSTALLATION, action: 'person.joined', object: userId, detail })
    return ok({ ticket, recovery_codes: recoveryCodes })
  })
}
