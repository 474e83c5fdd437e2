// A new password in place of the old one, and with a new seed a whole new second factor. Whatever was open by the old ends.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Auth } from '#server/auth/auth.ts'
import type { Tx } from '#server/db/client.ts'
import { revokeResetLinks } from '#server/db/entry-links.ts'
import { removePasskeysOf } from '#server/db/passkeys.ts'
import { endSessionsOf } from '#server/db/sessions.ts'
import { setPassword } from '#server/db/users.ts'
import { newFactor } from './new-factor.ts'
import type { NewSeed } from './new-login.ts'

export type NewLogin = {
  userId: UserId
  passwordHash: string
  /** Undefined where the second factor stays. */
  seed: NewSeed | undefined
  at: EpochMs
}
export type Replaced = { sessionsEnded: number; recoveryCodes: string[] | null }

export async function replaceLogin(
  tx: Tx,
  auth: Pick<Auth, 'seeds'>,
  { userId, passwordHash, seed, at }: NewLogin,
): Promise<Replaced> {
  const sessionsEnded = await endSessionsOf(tx.sql, { userId, at })
  await setPassword(tx.sql, userId, passwordHash)
  await revokeResetLinks(tx.sql, userId, at)
  if (seed === undefined) return { sessionsEnded, recoveryCodes: null }
  // A phone that is lost, or in other hands, may hold a passkey as well.
  await removePasskeysOf(tx.sql, userId)
  return { sessionsEnded, recoveryCodes: await newFactor(tx, auth, { userId, seed, at }) }
}
