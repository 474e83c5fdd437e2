// Whoever is signed in and shows a password or a code: a stolen session must not become a place to guess at.
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { type Guesser, guessWait } from '#server/auth/guesses.ts'
import type { Sql } from '#server/db/client.ts'
import { findLoginOf, type Login } from '#server/db/users.ts'
import type { UnkeptCtx } from '../context.ts'
import { tooManyTries } from '../entry/refusals.ts'

export type Guessing = { login: Login; guesser: Guesser }

/** Holds all other guesses at this person until the transaction ends; refuses while there were too many. */
export async function mayGuess(
  sql: Sql,
  { actor, visitor, at }: Pick<UnkeptCtx, 'actor' | 'visitor' | 'at'>,
  kind: Guesser['kind'],
): Promise<Result<Guessing, Refusal>> {
  const login = await findLoginOf(sql, actor.user_id)
  if (login === undefined) return refused(REMOVED)
  // Counted by the person's id: by their name, whoever stole the session would rename them and guess on.
  const guesser = { target: { person: actor.user_id }, address: visitor.address, kind, at }
  // Nobody but who has a session can run this count up, so nobody is spared it: a stolen session came with its device.
  const waitMs = await guessWait(sql, { ...guesser, isKnownDevice: false })
  return waitMs > 0 ? tooManyTries(waitMs) : ok({ login, guesser })
}

/** Removed in the middle of their own request. */
const REMOVED: Refusal = { code: 'UNAUTHENTICATED', message: 'Sign in first.' }
