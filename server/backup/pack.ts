// Copies a working cluster between the beginning and the end of a backup, with the log that makes the copy whole.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Sql } from '#server/db/client.ts'
import { packFiles, treeOf } from './copy.ts'
import { isThere, packSegments } from './log-archive.ts'
import { AUDIT_PART, type BackupFile, CLUSTER_PART, type Packed, WAL_PART } from './manifest.ts'
import type { Workshop } from './place.ts'
import { segmentsOf } from './wal.ts'

/** How far the whole backup is when the copy is done. */
const COPIED_PCT = 55

export async function packCluster(
  sql: Sql,
  folder: string,
  of: Workshop & { at: EpochMs },
): Promise<Result<Packed, string>> {
  const [start] = await sql<Start>({ text: START })
  if (start === undefined) return refused('PostgreSQL did not begin the backup')
  const audit = await packHeads(of.place.audit, join(folder, AUDIT_PART))
  const copied = await copyCluster(of, join(folder, CLUSTER_PART))
  const [stop] = await sql<{ lsn: string; labelfile: string }>({
    text: 'SELECT lsn::text, labelfile FROM pg_backup_stop(false)',
  })
  if (stop === undefined) return refused('PostgreSQL did not end the backup')
  const label = await packLabel(folder, stop.labelfile)
  of.tell(COPIED_PCT, 'waiting for the log of the copy')
  const wal = await packSegments({
    archive: of.place.wal,
    into: join(folder, WAL_PART),
    segments: segmentsOf({
      timeline: start.timeline,
      startLsn: start.lsn,
      stopLsn: stop.lsn,
      segmentBytes: start.segment,
    }),
  })
  if (!wal.ok) return wal
  return ok({
    format: 1,
    made_at: of.at,
    postgres: start.version,
    start_lsn: start.lsn,
    stop_lsn: stop.lsn,
    folders: copied.folders,
    cluster: [...copied.files, ...label],
    wal: wal.value,
    audit,
  })
}

type Start = { lsn: string; timeline: number; segment: number; version: string }

const START = `SELECT pg_backup_start('plimsoll', fast => true)::text AS lsn, timeline_id AS timeline,
    current_setting('server_version') AS version,
    (SELECT setting::int FROM pg_settings WHERE name = 'wal_segment_size') AS segment
  FROM pg_control_checkpoint()`

/** PostgreSQL makes these anew, or must not find them (its manual, 25.3.4.3). */
const LEFT =
  /^(postmaster\.(pid|opts)|recovery\.signal|standby\.signal|backup_label(\.old)?|tablespace_map(\.old)?|current_logfiles)$|^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|log)\/|(^|\/)(pgsql_tmp[^/]*|pg_internal\.init)/
/** What a copy would hold, before it is compressed. */
export async function clusterBytes(cluster: string): Promise<number> {
  const { files } = await treeOf(cluster, path => LEFT.test(path))
  return files.reduce((sum, file) => sum + file.bytes, 0)
}

/** Copied last: it says from where the log is replayed. */
const CONTROL_FILE = 'global/pg_control'

async function copyCluster(of: Workshop, into: string) {
  const from = of.place.cluster
  const tree = await treeOf(from, path => LEFT.test(path))
  const total = tree.files.reduce((sum, file) => sum + file.bytes, 0)
  let done = 0
  const onBytes = (bytes: number) => {
    done += bytes
    of.tell(Math.min(COPIED_PCT, (COPIED_PCT * done) / total), 'copying the cluster')
  }
  const files = await packFiles({
    from,
    into,
    onBytes,
    files: tree.files.filter(file => file.path !== CONTROL_FILE),
  })
  const control = tree.files.filter(file => file.path === CONTROL_FILE)
  return {
    folders: tree.folders,
    files: [...files, ...(await packFiles({ from, into, onBytes, files: control }))],
  }
}

async function packLabel(folder: string, label: string): Promise<BackupFile[]> {
  const path = 'backup_label'
  const from = join(folder, 'label')
  await mkdir(from, { mode: 0o700 })
  await writeFile(join(from, path), label, { mode: 0o600 })
  const files = [{ path, bytes: label.length }]
  const packed = await packFiles({ from, into: join(folder, CLUSTER_PART), files, onBytes: () => undefined })
  await rm(from, { recursive: true })
  return packed
}

/** Copied before the database is: so none of them can know more than the backup does. */
async function packHeads(from: string, into: string): Promise<BackupFile[]> {
  if (!(await isThere(from))) return []
  const { files } = await treeOf(from, () => false)
  return await packFiles({ from, into, files, onBytes: () => undefined })
}
