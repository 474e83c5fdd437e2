// A new second factor: the seed that the app has proved to have, and ten recovery codes.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Auth } from '#server/auth/auth.ts'
import { newRecoveryCodes } from '#server/auth/recovery.ts'
import type { Tx } from '#server/db/client.ts'
import { setTotp } from '#server/db/users.ts'
import type { NewSeed } from './new-login.ts'

/** The codes, to be shown once; those before are worthless. */
export async function newFactor(
  tx: Tx,
  { seeds }: Pick<Auth, 'seeds'>,
  { userId, seed, at }: { userId: UserId; seed: NewSeed; at: EpochMs },
): Promise<string[]> {
  await setTotp(tx.sql, userId, { sealed: seeds.seal(userId, seed.secret), step: seed.step })
  return await newRecoveryCodes(tx, userId, at)
}
