// The lease over time: asks for it until it has it, keeps it, and asks again when it was lost. Between two leases nothing is
// written for the account.
import { SECOND_MS } from '#lib/base/time.ts'
import type { Db, Query, Row, Sql } from '#server/db/client.ts'
import type { Log } from '#server/log.ts'
import { openPump } from '#server/pump.ts'
import type { InEpoch } from './inbox.ts'
import { acquireLease, inEpoch, keepLease, type Lease, type LeaseTerms } from './lease.ts'

const ASK_EVERY_MS = SECOND_MS

export type Tenure = {
  inEpoch: InEpoch
  /** Gives the lease back, so that a successor need not wait. */
  release(): Promise<void>
}

type TenureOptions = LeaseTerms & {
  db: Pick<Db, 'atomically'>
  log: Log
  onTaken: (epoch: bigint) => void
  /** The database answered, whatever it said. */
  onAnswer: () => void
}

export function openTenure(of: TenureOptions): Tenure {
  const log = of.log.with({ account_id: of.accountId })
  // Every renewal counts: the inbox alone would call the database away while one of its statements waits for a lock.
  const sql: Sql = async <R extends Row>(query: Query) => {
    const rows = await of.sql<R>(query)
    of.onAnswer()
    return rows
  }
  let lease: Lease | undefined
  let unkeep: () => void = () => undefined
  const lose = (cause: unknown) => {
    lease = undefined
    unkeep()
    log.warn('lease_lost', { error: cause })
    asker.wake()
  }
  const ask = async () => {
    if (lease !== undefined) return false
    const taken = await acquireLease({ ...of, sql })
    if (taken === undefined) return false
    lease = taken
    unkeep = keepLease(taken, lose)
    log.info('lease_taken', { epoch: Number(taken.epoch) })
    of.onTaken(taken.epoch)
    return false
  }
  const asker = openPump(ask, error => log.warn('lease_not_asked', { error }))
  const timer = setInterval(asker.wake, ASK_EVERY_MS)
  asker.wake()
  return {
    inEpoch: async work => lease && inEpoch(of.db, lease, work),
    release: async () => {
      clearInterval(timer)
      await asker.stop()
      unkeep()
      try {
        await lease?.release()
      } catch (error) {
        log.warn('lease_not_released', { error }) // then it runs out by itself
      }
      lease = undefined
    },
  }
}
