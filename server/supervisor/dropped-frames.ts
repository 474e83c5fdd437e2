// Messages of a child that were not passed on: every one is counted in a figure, and the log tells the first at once and the
// others as numbers, so that a process that speaks nonsense, or too much, cannot fill the log with it.
import { MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'
import type { RelayDrop } from '#server/bus/relay.ts'
import type { Log } from '#server/log.ts'
import type { Metrics } from '#server/metrics.ts'
import type { ChannelDrop } from './child-channel.ts'

export type OnDrop = (child: string, reason: RelayDrop | ChannelDrop) => void

/** What is not told yet; the next line comes when the timer says so. */
type Telling = { untold: Map<string, number>; pauseMs: number }

export function openDrops({ log, metrics }: { log: Log; metrics: Metrics }): OnDrop {
  const dropped = metrics.counter('plimsoll_bus_dropped_total', 'Messages that were not passed on.', [
    'name',
    'reason',
  ])
  const tellings = new Map<string, Telling>()
  const tell = (child: string, telling: Telling) => {
    if (telling.untold.size === 0) return void tellings.delete(child)
    const counts = [...telling.untold]
    telling.untold = new Map()
    const count = counts.reduce((sum, [, times]) => sum + times, 0)
    log.warn('frame_dropped', {
      child,
      count,
      reason: counts
        .map(([reason]) => reason)
        .sort()
        .join(', '),
    })
    setTimeout(() => tell(child, telling), telling.pauseMs).unref()
    telling.pauseMs = Math.min(2 * telling.pauseMs, MINUTE_MS) // whoever goes on like that is told ever less often
  }
  return (child, reason) => {
    dropped.add(1, { name: child, reason })
    const known = tellings.get(child)
    const telling = known ?? { untold: new Map(), pauseMs: SECOND_MS }
    telling.untold.set(reason, (telling.untold.get(reason) ?? 0) + 1)
    if (known !== undefined) return
    tellings.set(child, telling)
    tell(child, telling)
  }
}
