// Counts what a database holds and follows its audit chains: what a backup and its restore must agree on.
import { verifyAudit } from '#server/db/audit.ts'
import type { Sql } from '#server/db/client.ts'
import { onlyRow } from '#server/db/only-row.ts'
import type { Inventory } from './manifest.ts'

export async function takeInventory(sql: Sql): Promise<Inventory> {
  const rows: Record<string, number> = {}
  for (const { table } of await sql<{ table: string }>({ text: TABLES })) {
    const [count] = await sql<{ count: bigint }>({ text: `SELECT count(*) FROM ${table}` })
    rows[table] = Number(count?.count)
  }
  return { rows, audit: await followAudit(sql) }
}

/** Of the desk itself; the queue of the jobs works on its own tables as soon as it runs. */
const TABLES = `SELECT oid::regclass::text AS table FROM pg_class
  WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`
const FAULT_LENGTH_MAX = 300

/** What does not fit is said and not refused: one bad row must not end all backups. */
async function followAudit(sql: Sql): Promise<Inventory['audit']> {
  const verified = await verifyAudit(sql, [])
  if (verified.ok) return { ...verified.value, fault: null }
  const [first] = verified.error
  const counts = await sql<{ chains: bigint; rows: bigint }>({
    text: 'SELECT count(DISTINCT chain) AS chains, count(*) AS rows FROM audit_entries',
  })
  const { chains, rows } = onlyRow(counts)
  const fault = `${first?.chain} row ${first?.sequence} ${first?.fault}`.slice(0, FAULT_LENGTH_MAX)
  return { chains: Number(chains), rows: Number(rows), fault }
}

export function differences(expected: Inventory, found: Inventory): string[] {
  const tables = new Set([...Object.keys(expected.rows), ...Object.keys(found.rows)])
  const faults = [...tables]
    .filter(table => expected.rows[table] !== found.rows[table])
    .map(
      table =>
        `${table}: ${found.rows[table] ?? 'no table'} rows instead of ${expected.rows[table] ?? 'none'}`,
    )
  const [before, now] = [auditWords(expected), auditWords(found)]
  if (before !== now) faults.push(`${now} instead of ${before}`)
  return faults
}

export function auditWords({ audit: { chains, rows, fault } }: Inventory): string {
  const verdict = fault === null ? 'that verify' : `that do NOT hold (${fault})`
  return `${rows} audit rows in ${chains} chains ${verdict}`
}
