// The engine at work: lease, inbox and outbox, and the watch that ends it when the database is out of reach.
import { INSTALLATION } from '#lib/base/id.ts'
import { SECOND_MS } from '#lib/base/time.ts'
import { openDb } from '#server/db/client.ts'
import { openWake } from '#server/db/wake.ts'
import type { Metrics } from '#server/metrics.ts'
import type { Ground } from './ground.ts'
import { openInbox } from './inbox.ts'
import { openOutbox } from './outbox-pump.ts'
import { openReach } from './reach.ts'
import { openTenure } from './tenure.ts'

export type Engine = { stop(): Promise<void> }

type EngineOptions = {
  url: string
  holder: string
  predecessor?: string | undefined
  metrics: Metrics
  /** It holds the lease and works. Told again when the lease was lost and taken anew. */
  onWorking: () => void
  /** The database is out of reach for too long. */
  onAway: () => void
}

export function runEngine(ground: Ground, of: EngineOptions): Engine {
  const { clock, log } = ground
  const reach = openReach(clock)
  // The lease has a connection of its own: no queue of the pool stands between it and its renewal.
  const leaseDb = openDb(of.url, { poolMax: 1 })
  const tenure = openTenure({
    ...ground,
    accountId: INSTALLATION,
    holder: of.holder,
    predecessor: of.predecessor,
    sql: leaseDb.sql,
    onAnswer: reach.reached,
    onTaken: () => {
      of.onWorking()
      inbox.wake()
    },
  })
  const outbox = openOutbox(ground, of.metrics)
  const inbox = openInbox(ground, {
    accountId: INSTALLATION,
    inEpoch: tenure.inEpoch,
    metrics: of.metrics,
    onSettled: outbox.wake,
    onAnswer: reach.reached,
  })
  const wake = openWake(of.url, 'plimsoll_commands', () => {
    inbox.wake()
    outbox.wake()
  })
  const watch = setInterval(() => {
    if (!reach.isAway()) return
    clearInterval(watch)
    log.error('database_away')
    of.onAway()
  }, SECOND_MS)
  return {
    stop: async () => {
      clearInterval(watch)
      await wake.close()
      await inbox.stop()
      await outbox.stop()
      await tenure.release()
      await leaseDb.close()
    },
  }
}
