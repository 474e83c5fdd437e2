// The engine's side of the command road: takes what is pending, decides, and stores the decision with the fact to be told,
// all in one transaction under the lease. Nothing is told before it is stored.
import type { AccountId } from '#lib/base/id.ts'
import type { Clock } from '#server/clock.ts'
import { appendAudit } from '#server/db/audit.ts'
import type { Sql } from '#server/db/client.ts'
import { type ClaimedCommand, claimCommands, settleCommand } from '#server/db/commands.ts'
import { appendOutbox } from '#server/db/outbox.ts'
import type { Metrics } from '#server/metrics.ts'
import { openPump, type Pump } from '#server/pump.ts'
import { decide } from './decide.ts'
import type { Ground } from './ground.ts'

/** Runs the work in a transaction that commits only in the epoch it was given; nothing comes back without the lease. */
export type InEpoch = <T>(work: (sql: Sql, epoch: bigint) => Promise<T>) => Promise<T | undefined>

const BATCH_MAX = 100

export type InboxOptions = {
  accountId: AccountId
  inEpoch: InEpoch
  metrics: Metrics
  onSettled: () => void
  /** The database answered. */
  onAnswer: () => void
}

/** Settles whenever it is woken, for as long as something is pending. */
export function openInbox({ clock, log }: Pick<Ground, 'clock' | 'log'>, of: InboxOptions): Pump {
  const settledTotal = of.metrics.counter(
    'plimsoll_commands_settled_total',
    'Commands the engine has settled.',
  )
  const inEpoch: InEpoch = async work => {
    const value = await of.inEpoch(work)
    if (value !== undefined) of.onAnswer()
    return value
  }
  const step = async () => {
    const settled = await settlePending({ accountId: of.accountId, clock, inEpoch })
    if (settled.length === 0) return false
    settledTotal.add(settled.length)
    for (const one of settled) log.info('command_settled', logFields(one))
    of.onSettled()
    return true
  }
  return openPump(step, error => log.warn('inbox_fault', { error }))
}

type Settled = { claimed: ClaimedCommand; state: 'done' | 'refused' }

/** One step of the inbox: what it settled. Without the lease that is nothing. */
async function settlePending(of: {
  accountId: AccountId
  inEpoch: InEpoch
  clock: Clock
}): Promise<Settled[]> {
  const all = await of.inEpoch(async (sql, epoch) => {
    const done: Settled[] = []
    for (const claimed of await claimCommands(sql, { accountId: of.accountId, epoch, limit: BATCH_MAX })) {
      const { state, outcome } = decide(claimed, { at: of.clock.now(), epoch })
      const settled = await settleCommand(sql, { id: claimed.id, epoch, state, outcome })
      if (settled === undefined) continue
      const { userId, command } = settled
      if (command !== undefined) await appendOutbox(sql, 'command.changed', { user_id: userId, command })
      done.push({ claimed, state })
    }
    for (const one of done) await appendAudit(sql, auditOf(one))
    return done
  })
  return all ?? []
}

function auditOf({ claimed, state }: Settled) {
  return {
    chain: claimed.accountId,
    actor: ENGINE,
    action: 'command.settled',
    object: claimed.id,
    detail: JSON.stringify({ kind: claimed.kind, state }),
    correlationId: claimed.correlationId,
  }
}

const ENGINE = JSON.stringify({ kind: 'system', process: 'engine' })

function logFields({ claimed, state }: Settled) {
  const { id, correlationId, userId, kind } = claimed
  return {
    correlation_id: correlationId,
    command_id: id,
    user_id: userId,
    kind,
    state,
  }
}
