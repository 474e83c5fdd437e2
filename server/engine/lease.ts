// The lease of an account: one engine at a time writes for it. Its end is reckoned on the clock that never steps, from
// before the question was sent, with a margin; and every transaction proves its epoch to the database itself.
import type { AccountId } from '#lib/base/id.ts'
import { SECOND_MS } from '#lib/base/time.ts'
import type { Clock } from '#server/clock.ts'
import type { Db, Sql } from '#server/db/client.ts'
import { holdsLease, LEASE_MS, releaseLease, renewLease, takeLease } from '#server/db/leases.ts'

const MARGIN_MS = 2 * SECOND_MS
const RENEW_EVERY_MS = 5 * SECOND_MS
const RETRY_MS = SECOND_MS

export type LeaseTerms = {
  /** A connection of its own, so that no queue of the pool stands between the lease and its renewal. */
  sql: Sql
  clock: Clock
  accountId: AccountId
  /** The incarnation of this engine. */
  holder: string
  /** The incarnation before it, when its own supervisor has reaped it: what that one held is taken over at once. */
  predecessor?: string | undefined
}

export type Lease = {
  readonly accountId: AccountId
  readonly holder: string
  readonly epoch: bigint
  /** For this long nobody else can hold it. */
  validForMs(): number
  isValid(): boolean
  /** False when it is lost for good: then take it anew, in another epoch. */
  renew(): Promise<boolean>
  release(): Promise<void>
}

/** Nothing while another holds it. */
export async function acquireLease(terms: LeaseTerms): Promise<Lease | undefined> {
  const { sql, clock, accountId, holder, predecessor } = terms
  const askedMs = clock.monotonicMs()
  const epoch = await takeLease(sql, { accountId, holder, predecessor })
  if (epoch === undefined) return undefined
  const hold = { accountId, holder, epoch }
  let validUntilMs = untilMs(askedMs)
  const validForMs = () => Math.max(0, validUntilMs - clock.monotonicMs())
  return {
    ...hold,
    validForMs,
    isValid: () => validForMs() > 0,
    renew: async () => {
      const beforeMs = clock.monotonicMs()
      const renewed = await renewLease(sql, hold)
      validUntilMs = renewed ? Math.max(validUntilMs, untilMs(beforeMs)) : Number.NEGATIVE_INFINITY
      return renewed
    },
    release: async () => {
      validUntilMs = Number.NEGATIVE_INFINITY
      await releaseLease(sql, hold)
    },
  }
}

/** One engine transaction: it commits in this epoch or not at all. Nothing comes back when the lease is not ours. */
export async function inEpoch<T>(
  db: Pick<Db, 'atomically'>,
  lease: Lease,
  work: (sql: Sql, epoch: bigint) => Promise<T>,
): Promise<T | undefined> {
  if (!lease.isValid()) return undefined
  return await db.atomically(async sql =>
    (await holdsLease(sql, lease)) ? await work(sql, lease.epoch) : undefined,
  )
}

/** Renews until it is stopped or the lease is lost; a database out of reach is asked again, until the time is up. */
export function keepLease(lease: Lease, onLost: (cause: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const next = (delayMs: number) => {
    if (!stopped) timer = setTimeout(() => void turn(), delayMs)
  }
  const turn = async () => {
    try {
      if (await lease.renew()) return next(RENEW_EVERY_MS)
      if (!stopped) onLost('another epoch has begun, or this one ran out')
    } catch (cause) {
      if (lease.isValid()) return next(RETRY_MS)
      if (!stopped) onLost(cause)
    }
  }
  next(RENEW_EVERY_MS)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

function untilMs(askedMs: number): number {
  return askedMs + LEASE_MS - MARGIN_MS
}
