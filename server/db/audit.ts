// The audit log: a row is appended in the transaction of what it records, and its chain shows any later change.
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { EpochMs } from '#lib/base/time.ts'
import { type AuditFault, type AuditHead, openWalk, type StoredEntry } from './audit-walk.ts'
import type { Row, Sql } from './client.ts'
import { momentOrNull } from './instant.ts'
import { onlyRow } from './only-row.ts'

export type AuditRecord = {
  /** An account, or the installation. The database puts the writer before it: the head of a chain is its lock, and no two
   * kinds of writers share one. */
  chain: string
  /** JSON of who acted. */
  actor: string
  action: string
  object: string
  /** JSON of what was done. */
  detail: string
  correlationId: string
}
export type AuditTotals = { chains: number; rows: number }

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

/** When the first row of all was written. */
export async function auditBegan(sql: Sql): Promise<EpochMs | null> {
  const rows = await sql<Row & { at: Date | null }>({ text: 'SELECT min(at) AS at FROM audit_entries' })
  return momentOrNull(onlyRow(rows).at)
}

/**
 * Every row of every chain, in pages, against the heads inside and outside.
 * `externalHeads` were written outside the database at some time: each must still be in its chain.
 */
export async function verifyAudit(
  sql: Sql,
  externalHeads: readonly AuditHead[],
  /** Told after each page how many rows were seen; what it throws ends the walk. */
  onPage: (rows: number) => void = () => {},
): Promise<Result<AuditTotals, readonly AuditFault[]>> {
  const headsBefore = await auditHeads(sql)
  const walk = openWalk([
    ...headsBefore.map(head => ({ ...head, name: 'head row' })),
    ...externalHeads.map(head => ({ ...head, name: 'external head' })),
  ])
  for await (const page of pages(sql)) {
    for (const entry of page) walk.see(entry)
    onPage(walk.totals.rows)
    if (walk.faults.length >= FAULTS_MAX) return refused(walk.faults.slice(0, FAULTS_MAX))
  }
  walk.finish(await auditHeads(sql)) // asked anew: the log may have grown meanwhile
  return walk.faults.length === 0 ? ok(walk.totals) : refused(walk.faults)
}

const PAGE_ROWS = 5_000
const FAULTS_MAX = 100

async function* pages(sql: Sql): AsyncIterable<StoredEntry[]> {
  let after = { chain: '', sequence: 0n }
  for (;;) {
    const page: StoredEntry[] = await sql<Row & StoredEntry>({
      name: 'audit.page',
      text: `SELECT chain, sequence, CASE WHEN isfinite(at) THEN (extract(epoch FROM at) * 1000)::bigint::text ELSE at::text END AS "atMs", actor, action, object,
          detail, correlation_id AS "correlationId", previous_hash AS "previousHash", hash
        FROM audit_entries WHERE (chain, sequence) > ($1, $2) ORDER BY chain, sequence LIMIT $3`,
      values: [after.chain, after.sequence, PAGE_ROWS],
    })
    yield page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE_ROWS) return
    after = last
  }
}
