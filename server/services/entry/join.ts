// Uses a set-up link or an invitation: a new person with a password, an app and ten recovery codes, in one transaction.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { JoinDesk } from '#lib/wire/entry.ts'
import type { Role } from '#lib/wire/role.ts'
import { issueTicket } from '#server/auth/tickets.ts'
import { findEntryLink, useEntryLink } from '#server/db/entry-links.ts'
import { holdPeople } from '#server/db/people.ts'
import { findLogin, isNameTaken } from '#server/db/users.ts'
import type { Ctx, Verb } from '../context.ts'
import { record } from '../record.ts'
import { addPerson, type NewPerson } from './add-person.ts'
import { newPassword, newSeed, seedSubject } from './new-login.ts'
import { NAME_TAKEN, NO_LINK } from './refusals.ts'

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
    return await join(ctx, link, person)
  } catch (cause) {
    if (isNameTaken(cause)) return refused(NAME_TAKEN) // by somebody who joined in this very moment
    throw cause
  }
}

function join(
  ctx: Ctx<typeof JoinDesk>,
  link: { id: string; kind: string; role: Role | null },
  person: NewPerson,
) {
  const { db, auth, at, correlationId } = ctx
  return db.transact(async tx => {
    await holdPeople(tx.sql) // or two set-up links would make two first owners
    if ((await findLogin(tx.sql, person.name)) !== undefined) return refused(NAME_TAKEN)
    if (!(await useEntryLink(tx.sql, link.id, at))) return refused(NO_LINK)
    const { userId, recoveryCodes } = await addPerson(tx, auth, person)
    const ticket = await issueTicket(tx, { userId, factor: 'totp', at })
    await record(
      tx,
      { actor: { kind: 'user', user_id: userId, role: person.role }, correlationId },
      {
        chain: INSTALLATION,
        action: 'person.joined',
        object: userId,
        detail: { name: person.name, role: person.role, by: link.kind, link_id: link.id },
      },
    )
    return ok({ ticket, recovery_codes: recoveryCodes })
  })
}
