// A challenge for anybody who has a passkey for this desk. Nobody is named, so nobody learns who is known here.
import { ok } from '#lib/base/result.ts'
import type { BeginPasskeySignIn } from '#lib/wire/entry.ts'
import { askForAny } from '#server/auth/passkeys.ts'
import type { Verb } from '../context.ts'

export const beginPasskeySignIn: Verb<typeof BeginPasskeySignIn> = async ({ ctx: { at, auth } }) => {
  const { id, challenge } = auth.challenges.make(at)
  return ok({ challenge_id: id, options: await askForAny(auth, challenge) })
}
