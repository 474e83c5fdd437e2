// Acts as soon as it is asked, but never more often than its pace: what comes in between waits and goes together.
import type { Clock } from '#server/clock.ts'

export type Paced = { soon: () => void; stop(): void }

/** `act` says whether there is more to do, in which case it is called again at the next step. */
export function paced(everyMs: number, clock: Clock, act: () => boolean): Paced {
  let timer: NodeJS.Timeout | null = null
  let actedMs = Number.NEGATIVE_INFINITY
  let isStopped = false
  const run = () => {
    timer = null
    actedMs = clock.monotonicMs()
    if (act()) soon()
  }
  const soon = () => {
    if (timer !== null || isStopped) return
    timer = setTimeout(run, Math.max(0, actedMs + everyMs - clock.monotonicMs()))
  }
  return {
    soon,
    stop() {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
