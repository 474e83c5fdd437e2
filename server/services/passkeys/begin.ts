// A challenge for whoever is signed in: for one of their passkeys, or for a new one.
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { BeginPasskey } from '#lib/wire/account.ts'
import { askForNew, askForOne, challengeEnd } from '#server/auth/passkeys.ts'
import { isSteppedUp } from '#server/auth/step-up.ts'
import { addChallenge, listPasskeys } from '#server/db/passkeys.ts'
import { findSignedIn } from '#server/db/signed-in.ts'
import type { Verb } from '../context.ts'
import { PASSKEYS_MAX, TOO_MANY } from './limit.ts'

export const beginPasskey: Verb<typeof BeginPasskey> = async ({ ctx, input }) => {
  const { actor, at, auth, db } = ctx
  const userId = actor.user_id
  const isNew = input.body.purpose === 'add'
  const me = await findSignedIn(db.sql, { userId, sessionId: actor.session_id })
  // Now rather than when it is made: a passkey that the desk then refuses would stay in the person's device for nothing.
  if (isNew && !isSteppedUp(me.secondFactorAt, at)) return refused(NOT_FRESH)
  const known = await listPasskeys(db.sql, userId)
  if (isNew && known.length >= PASSKEYS_MAX) return refused(TOO_MANY)
  if (!isNew && known.length === 0) return refused(NONE)
  const { challenge, options } = isNew
    ? await askForNew(auth, { userId, name: me.name, known })
    : await askForOne(auth, known)
  const purpose = isNew ? 'add' : 'step_up'
  const id = await addChallenge(db.sql, { purpose, userId, challenge, at, expiresAt: challengeEnd(at) })
  return ok({ challenge_id: id, options })
}

const NOT_FRESH: Refusal = {
  code: 'STEP_UP_NEEDED',
  message: 'This needs your second factor again: show a code of your app, or a passkey.',
}
const NONE: Refusal = { code: 'CONFLICT', message: 'You have no passkey here: show a code of your app.' }
