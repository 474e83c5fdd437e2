// Tells on the bus what is stored to be told. A crash between telling and marking tells it twice, never not at all: whoever
// hears knows a fact by its id.
import type { Bus } from '#server/bus/bus.ts'
import { NEWS } from '#server/bus/topics.ts'
import type { Sql } from '#server/db/client.ts'
import { markSent, type OutboxMessage, takeUnsent } from '#server/db/outbox.ts'
import type { Log } from '#server/log.ts'
import type { Metrics } from '#server/metrics.ts'
import { openPump, type Pump } from '#server/pump.ts'
import type { Ground } from './ground.ts'

const BATCH_MAX = 500

export type Teller = {
  atomically: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  bus: Pick<Bus, 'publish'>
  log: Log
}

/** Tells whenever it is woken, for as long as something is unsent. */
export function openOutbox({ db, bus, log }: Ground, metrics: Metrics): Pump {
  const toldTotal = metrics.counter('plimsoll_outbox_told_total', 'Messages of the outbox told on the bus.')
  const step = async () => {
    const told = await tellUnsent({ atomically: db.atomically, bus, log })
    toldTotal.add(told)
    return told > 0
  }
  return openPump(step, error => log.warn('outbox_fault', { error }))
}

/** One step of the pump: how many messages it told. */
export async function tellUnsent(of: Teller): Promise<number> {
  return of.atomically(async sql => {
    const messages = await takeUnsent(sql, BATCH_MAX)
    if (messages.length === 0) return 0
    // In their order: behind one that could not leave, all wait for the next turn.
    const stuck = messages.findIndex(message => !tell(message, of))
    const told = stuck === -1 ? messages : messages.slice(0, stuck)
    await markSent(
      sql,
      told.map(message => message.id),
    )
    return told.length
  })
}

function tell(message: OutboxMessage, { bus, log }: Teller): boolean {
  const payload =
    message.topic === 'command.changed'
      ? NEWS['command.changed'].payload.safeParse(message.payload)
      : undefined
  if (payload?.success) return bus.publish('command.changed', payload.data)
  // A message nobody can read would stand before all others for ever: it is named and passed over.
  log.error('outbox_unreadable', { topic: message.topic, object_id: String(message.id) })
  return true
}
