// The beats of the processes: one row for each life of one, kept while it lives and a while after.
import { type EpochMs, epochMs } from '#lib/base/time.ts'
import { type ProcessBeat, ProcessName } from '#lib/wire/process.ts'
import type { Row, Sql } from './client.ts'
import { instant, momentOf } from './instant.ts'
import { onlyRow } from './only-row.ts'

export async function writeBeat(sql: Sql, beat: ProcessBeat): Promise<void> {
  await sql({
    name: 'heartbeats.write',
    text: `INSERT INTO heartbeats
        (incarnation, process, pid, host, build, started_at, beat_at, rss_bytes, restarts)
      VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (incarnation) DO UPDATE SET beat_at = EXCLUDED.beat_at, rss_bytes = EXCLUDED.rss_bytes`,
    values: [
      beat.incarnation,
      beat.process,
      beat.pid,
      beat.host,
      beat.build,
      instant(epochMs(beat.started_at)),
      instant(epochMs(beat.beat_at)),
      beat.rss_bytes,
      beat.restarts,
    ],
  })
}

/** Who has beaten since a moment, and the latest life of each process last. */
export async function listBeats(sql: Sql, of: { since: EpochMs }): Promise<ProcessBeat[]> {
  const rows = await sql<BeatRow>({
    name: 'heartbeats.list',
    text: `SELECT incarnation, process, pid, host, build, started_at, beat_at, rss_bytes, restarts
      FROM heartbeats WHERE beat_at >= $1 AND process = ANY($3) ORDER BY process, started_at LIMIT $2`,
    values: [instant(of.since), BEATS_MAX, ProcessName.options],
  })
  return rows.map(row => ({
    process: ProcessName.parse(row.process),
    incarnation: row.incarnation,
    pid: row.pid,
    host: row.host,
    build: row.build,
    started_at: momentOf(row.started_at),
    beat_at: momentOf(row.beat_at),
    rss_bytes: Number(row.rss_bytes),
    restarts: row.restarts,
  }))
}

/** Whether one life of a process went on for this long since a moment. */
export async function hasRun(
  sql: Sql,
  of: { process: ProcessName; since: EpochMs; durationMs: number },
): Promise<boolean> {
  const rows = await sql<Row & { ran: boolean }>({
    text: `SELECT EXISTS (SELECT FROM heartbeats WHERE process = $1
      AND beat_at > greatest(started_at, $2::timestamptz) + $3::float8 * interval '1 millisecond') AS ran`,
    values: [of.process, instant(of.since), of.durationMs],
  })
  return onlyRow(rows).ran
}

const BEATS_MAX = 1_000

type BeatRow = Row & {
  incarnation: string
  process: string
  pid: number
  host: string
  build: string
  started_at: Date
  beat_at: Date
  rss_bytes: bigint
  restarts: number
}
