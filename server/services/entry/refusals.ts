// What somebody at the door is told when they are not let in: what a person can do, and nothing that an attacker could use.
import type { Refusal } from '#lib/base/refusal.ts'
import { refused } from '#lib/base/result.ts'
import { MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'

/** Whatever it was: the name, the password, the code, or that nobody has set up anything. */
export const NO_MATCH: Refusal = {
  code: 'UNAUTHENTICATED',
  message:
    "That did not match. Check the name, the password and the code; if the code keeps failing, set your phone's clock to automatic.",
}

/** Of passwords that are being checked there are too many at this moment. */
export const BUSY: Refusal = {
  code: 'UNAVAILABLE',
  message: 'Too many people are signing in at this moment: try again in a few seconds.',
  retryAfterMs: 3 * SECOND_MS,
}

/** Wrong, used, revoked and old are not told apart. */
export const NO_LINK: Refusal = {
  code: 'GONE',
  message: 'This link is not good any more: it opens once, and for a limited time. Ask for a new one.',
}

export const WRONG_CODE: Refusal = invalid(
  'body.code',
  "That code does not count. Each counts once: wait for the next one; if it keeps failing, set your phone's clock to automatic.",
)

export const STALE_SEAL: Refusal = invalid(
  'body.seal',
  'This page was open for too long: load it again, and add the new code to your app.',
)

export const NAME_TAKEN: Refusal = {
  code: 'CONFLICT',
  message: 'Somebody here has this name already: choose another one.',
  fields: [{ field: 'body.name', message: 'is taken already' }],
}

export function invalid(field: string, message: string): Refusal {
  return { code: 'INVALID_INPUT', message, fields: [{ field, message }] }
}

/** A right answer is not even looked at meanwhile. */
export function tooManyTries(waitMs: number) {
  const minutes = Math.ceil(waitMs / MINUTE_MS)
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`
  const refusal: Refusal = {
    code: 'RATE_LIMITED',
    message: `Too many tries that did not match: wait ${wait}, and then try again.`,
    retryAfterMs: waitMs,
  }
  return refused(refusal)
}
