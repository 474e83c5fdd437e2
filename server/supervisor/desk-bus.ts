// The middle of the desk's bus, with the figures and the log lines of what it does not pass on.
import { openRelay, type Relay } from '#server/bus/relay.ts'
import type { Log } from '#server/log.ts'
import { type Metrics, openMetrics } from '#server/metrics.ts'
import { type OnDrop, openDrops } from './dropped-frames.ts'

export type DeskBus = {
  readonly relay: Relay
  /** For what the channel of a child drops before the relay sees it. */
  readonly onDrop: OnDrop
  /** The supervisor's own figures. */
  readonly metrics: Metrics
}

export function openDeskBus(log: Log): DeskBus {
  const metrics = openMetrics('supervisor')
  const onDrop = openDrops({ log, metrics })
  return { relay: openRelay(onDrop), onDrop, metrics }
}
