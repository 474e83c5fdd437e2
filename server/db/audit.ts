// The audit log: a row is appended in the transaction of what it records, and its chain shows any later change.
import type { Row, Sql } from './client.ts'
import { onlyRow } from './only-row.ts'

export type AuditRecord = {
  /** One chain for each account and one for the installation: the head of a chain is its lock. */
  chain: string
  /** JSON of who acted. */
  actor: string
  action: string
  object: string
  /** JSON of what was done. */
  detail: string
  correlationId: string
}
export type AuditHead = { chain: string; sequence: bigint; hash: Buffer }

/** The last statement of a transaction: it holds the chain until the end of it. */
export async function appendAudit(sql: Sql, record: AuditRecord): Promise<bigint> {
  const rows = await sql<Row & { sequence: bigint }>({
    name: 'audit.append',
    text: 'SELECT audit_append($1, $2, $3, $4, $5, $6) AS sequence',
    values: [record.chain, record.actor, record.action, record.object, record.detail, record.correlationId],
  })
  return onlyRow(rows).sequence
}

/** Where every chain ends now: kept outside the database, they show a tail that was cut together with its head. */
export async function auditHeads(sql: Sql): Promise<AuditHead[]> {
  return await sql<Row & AuditHead>({
    text: 'SELECT chain, sequence, hash FROM audit_heads WHERE sequence > 0 ORDER BY chain COLLATE "C"',
  })
}
