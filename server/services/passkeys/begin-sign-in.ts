// A challenge for anybody who has a passkey for this desk. Nobody is named, so nobody learns who is known here.
import { ok } from '#lib/base/result.ts'
import { later } from '#lib/base/time.ts'
import type { BeginPasskeySignIn } from '#lib/wire/entry.ts'
import { askForOne, CHALLENGE_GOOD_FOR_MS } from '#server/auth/passkeys.ts'
import { addChallenge } from '#server/db/passkeys.ts'
import type { Verb } from '../context.ts'

export const beginPasskeySignIn: Verb<typeof BeginPasskeySignIn> = async ({ ctx }) => {
  const { at, auth, db } = ctx
  const { challenge, options } = await askForOne(auth, [])
  const expiresAt = later(at, CHALLENGE_GOOD_FOR_MS)
  const id = await addChallenge(db.sql, { purpose: 'sign_in', userId: null, challenge, at, expiresAt })
  return ok({ challenge_id: id, options })
}
