// The only place on the server that asks what time it is.
import { type EpochMs, epochMs } from '#lib/base/time.ts'

export type Clock = {
  /** Wall time: may step when the machine's clock is set. */
  now(): EpochMs
  /** Monotonic milliseconds: never steps back; for durations and leases. */
  monotonicMs(): number
}

export const systemClock: Clock = {
  now: () => epochMs(Date.now()),
  monotonicMs: () => performance.now(),
}
