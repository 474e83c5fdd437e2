// A new password in place of the old one, and with a new seed a whole new second factor. Whatever was open by the old ends:
// somebody else may have opened it.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Auth } from '#server/auth/auth.ts'
import type { Tx } from '#server/db/client.ts'
import { removePasskeysOf } from '#server/db/passkeys.ts'
import { holdPerson } from '#server/db/people.ts'
import { setPassword } from '#server/db/users.ts'
import { type Ended, endWhatIsOpen } from './end-what-is-open.ts'
import { newFactor } from './new-factor.ts'
import type { NewSeed } from './new-login.ts'

export type NewLogin = {
  userId: UserId
  passwordHash: string
  /** Undefined where the second factor stays. */
  seed: NewSeed | undefined
  at: EpochMs
}
export type Replaced = { ended: Ended; recoveryCodes: string[] | null }

export async function replaceLogin(
  tx: Tx,
  auth: Pick<Auth, 'seeds'>,
  { userId, passwordHash, seed, at }: NewLogin,
): Promise<Replaced> {
  await holdPerson(tx.sql, userId) // whoever makes a token or a passkey in this moment ends before, and what they made with them
  const ended = await endWhatIsOpen(tx.sql, { userId, at }, seed !== undefined)
  await setPassword(tx.sql, userId, passwordHash)
  if (seed === undefined) return { ended, recoveryCodes: null }
  // A phone that is lost, or in other hands, may hold a passkey as well.
  await removePasskeysOf(tx.sql, userId)
  return { ended, recoveryCodes: await newFactor(tx, auth, { userId, seed, at }) }
}
