// The engine at work: lease, inbox and outbox, and the watch that ends it when the database is out of reach.
import { INSTALLATION } from '#lib/base/id.ts'
import { SECOND_MS } from '#lib/base/time.ts'
import { openDb } from '#server/db/client.ts'
import { openWake } from '#server/db/wake.ts'
import type { Metrics } from '#server/metrics.ts'
import { openPump, type Pump } from '#server/pump.ts'
import type { Ground } from './ground.ts'
import { settlePending } from './inbox.ts'
import { tellUnsent } from './outbox-pump.ts'
import { openReach } from './reach.ts'
import { openTenure, type Tenure } from './tenure.ts'

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
    tenure,
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

function openInbox(
  { clock, log }: Ground,
  of: { tenure: Tenure; metrics: Metrics; onSettled: () => void; onAnswer: () => void },
): Pump {
  const settledTotal = of.metrics.counter(
    'plimsoll_commands_settled_total',
    'Commands the engine has settled.',
  )
  const inEpoch: Tenure['inEpoch'] = async work => {
    const value = await of.tenure.inEpoch(work)
    if (value !== undefined) of.onAnswer()
    return value
  }
  const step = async () => {
    const settled = await settlePending({ accountId: INSTALLATION, clock, inEpoch })
    if (settled === 0) return false
    settledTotal.add(settled)
    of.onSettled()
    return true
  }
  return openPump(step, error => log.warn('inbox_fault', { error }))
}

function openOutbox(ground: Ground, metrics: Metrics): Pump {
  const toldTotal = metrics.counter('plimsoll_outbox_told_total', 'Messages of the outbox told on the bus.')
  const step = async () => {
    const told = await tellUnsent({ ...ground, atomically: ground.db.atomically })
    toldTotal.add(told)
    return told > 0
  }
  return openPump(step, error => ground.log.warn('outbox_fault', { error }))
}
