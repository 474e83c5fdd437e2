// The engine's side of the command road: takes what is pending, decides, and stores the decision with the fact to be told,
// all in one transaction under the lease. Nothing is told before it is stored.
import type { AccountId } from '#lib/base/id.ts'
import type { Clock } from '#server/clock.ts'
import type { Sql } from '#server/db/client.ts'
import { claimCommands, type SettledCommand, settleCommand } from '#server/db/commands.ts'
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
    if (settled === 0) return false
    settledTotal.add(settled)
    of.onSettled()
    return true
  }
  return openPump(step, error => log.warn('inbox_fault', { error }))
}

/** One step of the inbox: how many commands it settled. Without the lease that is none. */
async function settlePending(of: { accountId: AccountId; inEpoch: InEpoch; clock: Clock }): Promise<number> {
  const settled = await of.inEpoch(async (sql, epoch) => {
    const commands = await claimCommands(sql, { accountId: of.accountId, epoch, limit: BATCH_MAX })
    for (const command of commands) {
      const { state, outcome } = decide(command, { at: of.clock.now(), epoch })
      const done = await settleCommand(sql, { id: command.id, epoch, state, outcome })
      if (done !== undefined) await appendOutbox(sql, 'command.changed', factOf(done))
    }
    return commands.length
  })
  return settled ?? 0
}

function factOf({ userId, command }: SettledCommand) {
  return { user_id: userId, command }
}
