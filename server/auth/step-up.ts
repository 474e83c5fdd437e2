// How long a second factor counts as fresh: danger asks for one of the last minutes.
import { type EpochMs, later, MINUTE_MS } from '#lib/base/time.ts'

const FRESH_FOR_MS = 5 * MINUTE_MS

export function steppedUpUntil(secondFactorAt: EpochMs): EpochMs {
  return later(secondFactorAt, FRESH_FOR_MS)
}

export function isSteppedUp(secondFactorAt: EpochMs | null, at: EpochMs): boolean {
  return secondFactorAt !== null && at < steppedUpUntil(secondFactorAt)
}
