// An answer that any stranger may ask for: found once for all who ask at a time, and kept for a moment.
import type { Clock } from '#server/clock.ts'

/** `ask` answers in any case: it does not throw. */
export function keptAnswer<T>(keepMs: number, clock: Clock, ask: () => Promise<T>): () => Promise<T> {
  let kept: { answer: Promise<T>; untilMs: number } | undefined
  return () => {
    if (kept === undefined || clock.monotonicMs() >= kept.untilMs) {
      const asked = { answer: ask(), untilMs: Number.POSITIVE_INFINITY }
      kept = asked
      void asked.answer.finally(() => {
        asked.untilMs = clock.monotonicMs() + keepMs
      })
    }
    return kept.answer
  }
}
