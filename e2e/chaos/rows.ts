// What the database holds, asked as its owner and not through the desk that is being judged.
import type { Db } from '#server/db/client.ts'
import { type Site, withOwner } from './desk.ts'

const TABLES = ['commands', 'audit_entries', 'users', 'sessions', 'idempotency_keys'] as const
/** Each start of a desk without an owner makes a set-up link, and audits it, at a moment of its own. */
const COUNTED: Partial<Record<(typeof TABLES)[number], string>> = {
  audit_entries: `audit_entries WHERE action <> 'setup-link.made'`,
}
export type Counts = Record<(typeof TABLES)[number], number>

export async function countsOf(db: Db): Promise<Counts> {
  const counted = TABLES.map(async table => {
    const from = COUNTED[table] ?? table
    const [row] = await db.sql<{ count: number }>({ text: `SELECT count(*)::int AS count FROM ${from}` })
    return [table, row?.count ?? 0] as const
  })
  return Object.fromEntries(await Promise.all(counted)) as Counts // one entry for each of the tables
}

/** The commands that are not there, or there and not done. */
export function unsettled(site: Site, ids: readonly string[]): Promise<string[]> {
  return withOwner(site, async db => {
    const rows = await db.sql<{ id: string }>({
      text: `SELECT id FROM commands WHERE id = ANY($1::uuid[]) AND state = 'done'`,
      values: [ids],
    })
    const done = new Set(rows.map(row => row.id))
    return ids.filter(id => !done.has(id))
  })
}
