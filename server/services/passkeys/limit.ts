// How many passkeys a person may have: more than devices, fewer than a list one can look through.
import type { Refusal } from '#lib/base/refusal.ts'

export const PASSKEYS_MAX = 10

export const TOO_MANY: Refusal = {
  code: 'CONFLICT',
  message: `You have ${PASSKEYS_MAX} passkeys already: remove one first.`,
}
