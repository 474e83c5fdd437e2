// What the database measures of itself.
import type { Row, Sql } from './client.ts'
import { onlyRow } from './only-row.ts'

export type DatabaseMeasures = { sizeBytes: number; connections: number; version: string }

export async function measureDatabase(sql: Sql): Promise<DatabaseMeasures> {
  const rows = await sql<Row & { size: bigint; connections: bigint; version: string }>({
    text: `SELECT pg_database_size(current_database()) AS size, current_setting('server_version') AS version,
      (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS connections`,
  })
  const { size, connections, version } = onlyRow(rows)
  return { sizeBytes: Number(size), connections: Number(connections), version }
}
