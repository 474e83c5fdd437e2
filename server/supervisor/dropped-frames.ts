// Frames that the relay did not pass on: told when it begins, then counted, so that a process that speaks nonsense cannot fill
// the log with it.
import { MINUTE_MS } from '#lib/base/time.ts'
import type { RelayDrop } from '#server/bus/relay.ts'
import type { Clock } from '#server/clock.ts'
import type { Log } from '#server/log.ts'

type Telling = { toldMs: number; untold: number }

export function tellDrops(log: Log, clock: Clock): (child: string, reason: RelayDrop) => void {
  const tellings = new Map<string, Telling>()
  return (child, reason) => {
    const nowMs = clock.monotonicMs()
    const before = tellings.get(`${child} ${reason}`)
    if (before !== undefined && nowMs - before.toldMs < MINUTE_MS) {
      before.untold += 1
      return
    }
    tellings.set(`${child} ${reason}`, { toldMs: nowMs, untold: 0 })
    log.warn('frame_dropped', { child, reason, count: 1 + (before?.untold ?? 0) })
  }
}
