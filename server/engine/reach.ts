// Whether the database is within reach. A connection that hangs fails no query, so the silence itself is measured, on the
// clock that never steps.
import type { Clock } from '#server/clock.ts'

/** execution.md 2.9: away for longer than this, the engine claims nothing and ends, to be started afresh. */
export const DATABASE_AWAY_MS_MAX = 8_000

export type Reach = {
  /** Call after each answer of the database. */
  reached(): void
  isAway(): boolean
}

export function openReach(clock: Clock): Reach {
  let lastMs = clock.monotonicMs()
  return {
    reached: () => {
      lastMs = clock.monotonicMs()
    },
    isAway: () => clock.monotonicMs() - lastMs > DATABASE_AWAY_MS_MAX,
  }
}
