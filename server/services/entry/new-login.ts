// What somebody chooses to sign in by: a password that is hard to guess, and the first code of a new app.

import { easyToGuess } from '#lib/base/guessable.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Auth } from '#server/auth/auth.ts'
import { checkFirstCode } from '#server/auth/totp.ts'
import { BUSY, invalid, STALE_SEAL } from './refusals.ts'

export type NewSeed = { readonly secret: string; readonly step: bigint }

/** An enrolment belongs to the link that showed it, and to no other. */
export function seedSubject(link: { id: string }): string {
  return `link:${link.id}`
}

/** The hash of a password that may stay. `names` are those that everybody would try. */
export async function newPassword(
  auth: Pick<Auth, 'passwords' | 'rpId'>,
  password: string,
  names: readonly string[],
): Promise<Result<string, Refusal>> {
  const fault = easyToGuess(password, [...names, auth.rpId])
  if (fault !== undefined) {
    const refusal = invalid('body.password', fault)
    return refused({ ...refusal, message: `Choose another password: ${fault}.` })
  }
  const hashed = await auth.passwords.hash(password)
  return hashed.ok ? hashed : refused(BUSY)
}

/** The seed that was shown, once its first code proves that the app has it. */
export function newSeed(
  { seeds }: Pick<Auth, 'seeds'>,
  { seal, subject, code, at }: { seal: string; subject: string; code: string; at: EpochMs },
): Result<NewSeed, Refusal> {
  const opened = seeds.openEnrolment(seal, subject, at)
  if (!opened.ok) return refused(STALE_SEAL)
  const step = checkFirstCode(opened.value, code, at)
  return step.ok ? ok({ secret: opened.value, step: step.value }) : refused(invalid('body.code', step.error))
}
