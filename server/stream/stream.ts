// `/stream`: takes upgrades on the port of the web process, keeps every socket to its session, and tells the tables.
import { WebSocketServer } from 'ws'
import { STREAM_LIMITS, TOPICS, type TopicName } from '#lib/wire/stream.ts'
import type { TakeRate } from '#server/auth/rates.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { Hub, type Sources } from './hub.ts'
import { paced } from './paced.ts'
import { openRecheck, type Visits } from './recheck.ts'
import { beat, type House, sendAway } from './sockets.ts'
import { type Gate, openUpgrade, type Upgrade } from './upgrade.ts'

export type StreamOptions = {
  origin: string
  sources: Sources
  visits: Visits
  takeRate: TakeRate
  /** The least role of a topic: what the contract says, unless a test says otherwise. */
  accessOf?: House['accessOf']
  clock: Clock
  log: Log
}

export type Stream = {
  upgrade: Upgrade
  /** Ends the sockets whose session has ended and what a role no longer reads; called when either may have changed. */
  recheck(): Promise<void>
  socketCount(): number
  close(): Promise<void>
}

const FLUSH_EVERY_MS = 100
const RECONCILE_EVERY_MS = 5_000

export function openStream(options: StreamOptions): Stream {
  const { origin, sources, visits, takeRate, clock, log, accessOf = topic => TOPICS[topic].access } = options
  const flush = paced(FLUSH_EVERY_MS, clock, () => hub.flush())
  const onFault = (topic: TopicName, error: unknown) => log.warn('stream_source_failed', { topic, error })
  const hub = new Hub({ sources, clock, onNews: flush.soon, onFault })
  const house: House = { hub, sockets: new Set(), accessOf, clock, log }
  const knocking: Gate['knocking'] = new Set()
  const gate: Gate = { house, server: openServer(), origin, visits, takeRate, knocking, isClosed: false }
  const recheck = openRecheck({
    guests: house.sockets,
    visits,
    clock,
    onFault: error => log.warn('stream_recheck_failed', { error }),
  })
  const timers = [
    setInterval(() => void hub.reconcile(), RECONCILE_EVERY_MS),
    setInterval(() => beat(house), STREAM_LIMITS.beatEveryMs),
    setInterval(() => void recheck(), STREAM_LIMITS.sessionRecheckMs),
  ]
  return {
    upgrade: openUpgrade(gate),
    recheck,
    socketCount: () => house.sockets.size,
    async close() {
      for (const timer of timers) clearInterval(timer)
      flush.stop()
      gate.isClosed = true
      for (const socket of knocking) socket.destroy()
      await sendAway(house)
      hub.close()
    },
  }
}

function openServer(): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false, // it fragments memory, and secrets beside chosen text must not be compressed
    maxPayload: STREAM_LIMITS.payloadBytesMax,
  })
}
