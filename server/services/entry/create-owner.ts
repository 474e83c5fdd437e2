// Makes the first owner with the operator's rights: nobody shows a first code, so whoever made them has to keep what is told.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { Auth } from '#server/auth/auth.ts'
import type { Db } from '#server/db/client.ts'
import { holdPeople } from '#server/db/people.ts'
import { findLogin, hasOwner } from '#server/db/users.ts'
import { record } from '../record.ts'
import { addPerson, type NewPerson } from './add-person.ts'
import { newPassword } from './new-login.ts'
import { NAME_TAKEN } from './refusals.ts'

export type Created = {
  userId: string
  enrolment: ReturnType<Auth['seeds']['enrol']>
  recoveryCodes: readonly string[]
}

/** Nothing comes back when there is an owner already. */
export async function createOwner(
  db: Db,
  auth: Auth,
  { name, password, at }: Pick<NewPerson, 'name' | 'at'> & { password: string },
) {
  const passwordHash = await newPassword(auth, password, [name])
  if (!passwordHash.ok) return passwordHash
  const enrolment = auth.seeds.enrol('owner', name, at)
  const seed = { secret: enrolment.secret, step: 0n }
  return await db.transact(async tx => {
    await holdPeople(tx.sql) // or a set-up link that is used in this moment would make a second first owner
    if (await hasOwner(tx.sql)) return ok(undefined)
    if ((await findLogin(tx.sql, name)) !== undefined) return refused(NAME_TAKEN)
    const added = await addPerson(tx, auth, {
      name,
      role: 'owner',
      passwordHash: passwordHash.value,
      seed,
      at,
    })
    const detail = { name, role: 'owner', by: 'desk' }
    await record(tx, OPERATOR, {
      chain: INSTALLATION,
      action: 'person.joined',
      object: added.userId,
      detail,
    })
    const created: Created = { ...added, enrolment }
    return ok(created)
  })
}

const OPERATOR = { actor: { kind: 'operator' }, correlationId: '' }
