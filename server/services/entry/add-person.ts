// A new person of the desk, whole: without password, app and recovery codes nobody is added.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Auth } from '#server/auth/auth.ts'
import type { Tx } from '#server/db/client.ts'
import { addUser, setPassword } from '#server/db/users.ts'
import { newFactor } from './new-factor.ts'
import type { NewSeed } from './new-login.ts'

export type NewPerson = { name: string; role: Role; passwordHash: string; seed: NewSeed; at: EpochMs }
export type Added = { userId: UserId; recoveryCodes: string[] }

export async function addPerson(tx: Tx, auth: Pick<Auth, 'seeds'>, person: NewPerson): Promise<Added> {
  const { name, role, passwordHash, seed, at } = person
  const userId = await addUser(tx, { name, role, at })
  await setPassword(tx.sql, userId, passwordHash)
  return { userId, recoveryCodes: await newFactor(tx, auth, { userId, seed, at }) }
}
