// The crossing between a moment inside (epoch milliseconds) and a timestamptz.
import { type EpochMs, epochMs } from '#lib/base/time.ts'

export function instant(at: EpochMs): Date {
  return new Date(at)
}

/** What `pg` gives for a timestamp that is no date, `infinity`, is a number already. */
export function momentOf(at: Date): EpochMs {
  return epochMs(Number(at))
}

export function momentOrNull(at: Date | null): EpochMs | null {
  return at === null ? null : momentOf(at)
}
