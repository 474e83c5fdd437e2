// A code of the second factor that somebody has, shown by whoever holds a link for them: the link alone is not them.
import type { UserId } from '#lib/base/id.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { useCode } from '#server/auth/factor.ts'
import { guessWait, noteGuess } from '#server/auth/guesses.ts'
import type { Tx } from '#server/db/client.ts'
import { isDeviceOf } from '#server/db/devices.ts'
import type { AnonymousActor, UnkeptCtx } from '../context.ts'
import { tooManyTries, WRONG_CODE } from './refusals.ts'

type Shown = { person: { userId: UserId; name: string }; code: string }

/** A wrong one is counted though it is refused: the transaction commits. */
export async function showCode(
  tx: Tx,
  { auth, visitor, at }: UnkeptCtx<AnonymousActor>,
  { person, code }: Shown,
): Promise<Result<'totp' | 'recovery', Refusal>> {
  const { userId, name } = person
  const isKnownDevice = await isDeviceOf(tx.sql, userId, visitor.deviceHash)
  const guesser = { target: { name }, address: visitor.address, kind: 'code', at, isKnownDevice } as const
  const waitMs = await guessWait(tx.sql, guesser)
  if (waitMs > 0) return tooManyTries(waitMs)
  const factor = await useCode(tx, auth, { userId, code, at })
  if (factor !== undefined) return ok(factor)
  await noteGuess(tx.sql, guesser)
  return refused(WRONG_CODE)
}
