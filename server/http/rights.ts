// What somebody who is known may do: by the role of the person, the scope of a token, and a second factor that is fresh.
import type { Refusal } from '#lib/base/refusal.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { AnyContract } from '#lib/wire/contract.ts'
import { hasRole } from '#lib/wire/role.ts'
import { hasScope } from '#lib/wire/scope.ts'
import { steppedUpUntil } from '#server/auth/step-up.ts'
import type { Caller } from './caller.ts'

/** What keeps this caller from it; nothing when they may. */
export function lackOf(
  contract: AnyContract,
  { actor, secondFactorAt }: Caller,
  at: EpochMs,
): Refusal | undefined {
  const { access, scope, stepUp } = contract
  if (access !== 'anonymous' && !hasRole(actor.role, access)) return NOT_YOURS
  if (actor.kind === 'token') return hasScope(actor.scope, scope) ? undefined : OUT_OF_SCOPE
  if (stepUp !== true) return undefined
  return secondFactorAt !== null && at < steppedUpUntil(secondFactorAt) ? undefined : NOT_FRESH
}

const NOT_YOURS: Refusal = { code: 'FORBIDDEN', message: 'Your role does not allow this.' }
const OUT_OF_SCOPE: Refusal = {
  code: 'FORBIDDEN',
  message: 'The scope of this API token does not allow this.',
}
const NOT_FRESH: Refusal = {
  code: 'STEP_UP_NEEDED',
  message: 'This needs your second factor again: show a code of your app, or a passkey.',
}
