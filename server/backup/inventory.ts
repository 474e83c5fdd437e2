// Counts what a database holds and follows its audit chains: what a backup and its restore must agree on.
import { ok, type Result, refused } from '#lib/base/result.ts'
import { verifyAudit } from '#server/db/audit.ts'
import type { Sql } from '#server/db/client.ts'
import type { Inventory } from './manifest.ts'

export async function takeInventory(sql: Sql): Promise<Result<Inventory, string>> {
  const audit = await verifyAudit(sql, [])
  if (!audit.ok) {
    const [first] = audit.error
    return refused(`its audit log does not verify: ${first?.chain} ${first?.sequence} ${first?.fault}`)
  }
  const rows: Record<string, number> = {}
  for (const { table } of await sql<{ table: string }>({ text: TABLES })) {
    const [count] = await sql<{ count: bigint }>({ text: `SELECT count(*) FROM ${table}` })
    rows[table] = Number(count?.count)
  }
  return ok({ rows, audit: audit.value })
}

/** Of the desk itself; the queue of the jobs works on its own tables as soon as it runs. */
const TABLES = `SELECT oid::regclass::text AS table FROM pg_class
  WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`

export function differences(expected: Inventory, found: Inventory): string[] {
  const tables = new Set([...Object.keys(expected.rows), ...Object.keys(found.rows)])
  const faults = [...tables]
    .filter(table => expected.rows[table] !== found.rows[table])
    .map(
      table =>
        `${table}: ${found.rows[table] ?? 'no table'} rows instead of ${expected.rows[table] ?? 'none'}`,
    )
  const { chains, rows } = expected.audit
  if (chains !== found.audit.chains || rows !== found.audit.rows) {
    faults.push(
      `audit: ${found.audit.rows} rows in ${found.audit.chains} chains instead of ${rows} in ${chains}`,
    )
  }
  return faults
}
