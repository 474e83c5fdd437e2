// What the machines of the desk have left: one row a host, written anew with each measure.
import type { EpochMs } from '#lib/base/time.ts'
import type { Machine } from '#lib/wire/health.ts'
import type { Row, Sql } from './client.ts'
import { instant, momentOf } from './instant.ts'

const KEPT = '1 day'

/** A host that has not measured for a day is forgotten: containers are new ones at each start. */
export async function writeMachine(sql: Sql, machine: Machine, at: EpochMs): Promise<void> {
  await sql({
    name: 'resources.write',
    text: `INSERT INTO resources (host, at, cpu_count, load, memory_bytes, memory_available_bytes, disk_bytes,
        disk_free_bytes, loop_delay_ms)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (host) DO UPDATE SET at = EXCLUDED.at, cpu_count = EXCLUDED.cpu_count, load = EXCLUDED.load,
        memory_bytes = EXCLUDED.memory_bytes, memory_available_bytes = EXCLUDED.memory_available_bytes,
        disk_bytes = EXCLUDED.disk_bytes, disk_free_bytes = EXCLUDED.disk_free_bytes,
        loop_delay_ms = EXCLUDED.loop_delay_ms`,
    values: [
      machine.host,
      instant(at),
      machine.cpu_count,
      machine.load,
      machine.memory_bytes,
      machine.memory_available_bytes,
      machine.disk_bytes,
      machine.disk_free_bytes,
      machine.loop_delay_ms,
    ],
  })
  await sql({
    name: 'resources.forget',
    text: `DELETE FROM resources WHERE at < $1::timestamptz - interval '${KEPT}'`,
    values: [instant(at)],
  })
}

export async function listMachines(sql: Sql): Promise<Machine[]> {
  const rows = await sql<MachineRow>({
    name: 'resources.list',
    text: `SELECT host, at, cpu_count, load, memory_bytes, memory_available_bytes, disk_bytes, disk_free_bytes,
        loop_delay_ms
      FROM resources ORDER BY at DESC, host LIMIT ${MACHINES_MAX}`,
  })
  return rows.map(row => ({
    host: row.host,
    at: momentOf(row.at),
    cpu_count: row.cpu_count,
    load: row.load,
    memory_bytes: Number(row.memory_bytes),
    memory_available_bytes: Number(row.memory_available_bytes),
    disk_bytes: row.disk_bytes === null ? null : Number(row.disk_bytes),
    disk_free_bytes: row.disk_free_bytes === null ? null : Number(row.disk_free_bytes),
    loop_delay_ms: row.loop_delay_ms,
  }))
}

const MACHINES_MAX = 20

type MachineRow = Row & {
  host: string
  at: Date
  cpu_count: number
  load: number | null
  memory_bytes: bigint
  memory_available_bytes: bigint
  disk_bytes: bigint | null
  disk_free_bytes: bigint | null
  loop_delay_ms: number
}
