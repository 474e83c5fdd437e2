// The lease of an account as the database sees it, by the database's clock: who holds it, and in which epoch.
import type { AccountId } from '#lib/base/id.ts'
import type { Row, Sql } from './client.ts'

/** `holder` is the incarnation of an engine; `predecessor` one that its own supervisor has reaped. */
export type LeaseClaim = { accountId: AccountId; holder: string; predecessor?: string | undefined }
export type LeaseHold = { accountId: AccountId; holder: string; epoch: bigint }

export const LEASE_MS = 15_000

/** The new epoch, or nothing while another holds it. A reaped predecessor is succeeded at once. */
export async function takeLease(sql: Sql, claim: LeaseClaim): Promise<bigint | undefined> {
  const [row] = await sql<Row & { epoch: bigint }>({
    name: 'leases.take',
    text: `INSERT INTO engine_leases AS lease (account_id, holder, epoch, expires_at)
      VALUES ($1, $2, 1, ${UNTIL})
      ON CONFLICT (account_id) DO UPDATE
        SET holder = EXCLUDED.holder, epoch = lease.epoch + 1, expires_at = ${UNTIL}
        WHERE lease.expires_at < clock_timestamp() OR lease.holder = $3::text
      RETURNING epoch`,
    values: [claim.accountId, claim.holder, claim.predecessor ?? null],
  })
  return row?.epoch
}

/** False when the lease has passed to a later epoch, or ran out: then it must be taken anew. */
export async function renewLease(sql: Sql, hold: LeaseHold): Promise<boolean> {
  const rows = await sql({
    name: 'leases.renew',
    text: `UPDATE engine_leases SET expires_at = ${UNTIL}
      WHERE account_id = $1 AND holder = $2 AND epoch = $3 AND expires_at >= clock_timestamp() RETURNING epoch`,
    values: [hold.accountId, hold.holder, hold.epoch],
  })
  return rows.length === 1
}

/** The next holder need not wait; the epoch stays, so that it only ever grows. */
export async function releaseLease(sql: Sql, hold: LeaseHold): Promise<void> {
  await sql({
    name: 'leases.release',
    text: `UPDATE engine_leases SET expires_at = '-infinity' WHERE account_id = $1 AND holder = $2 AND epoch = $3`,
    values: [hold.accountId, hold.holder, hold.epoch],
  })
}

/** First statement of every engine transaction: held to its end, so that an old epoch cannot commit after a new one begins. */
export async function holdsLease(sql: Sql, hold: LeaseHold): Promise<boolean> {
  const rows = await sql({
    name: 'leases.hold',
    text: `SELECT epoch FROM engine_leases WHERE account_id = $1 AND holder = $2 AND epoch = $3 FOR SHARE`,
    values: [hold.accountId, hold.holder, hold.epoch],
  })
  return rows.length === 1
}

const UNTIL = `clock_timestamp() + interval '${LEASE_MS} milliseconds'`
