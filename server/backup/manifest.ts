// What a backup holds, written beside it: every file with its checksum, where the write-ahead log begins and ends, and what
// was found when the backup was started up to prove it.
import { z } from 'zod'

export const MANIFEST_FILE = 'manifest.json'
/** The parts of a backup's folder. */
export const CLUSTER_PART = 'cluster'
export const WAL_PART = 'wal'
export const AUDIT_PART = 'audit'

const BackupFile = z.strictObject({
  /** Relative to its part, with `/`. */
  path: z.string().regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$)).+$/, 'must stay inside the backup'),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type BackupFile = z.infer<typeof BackupFile>

/** Rows of each table, and of the audit chains: equal here and after a restore, or the restore failed. */
export const Inventory = z.strictObject({
  rows: z.record(z.string(), z.int()),
  /** `fault` is the first thing that does not fit: a log that was harmed is worth a copy all the more. */
  audit: z.strictObject({ chains: z.int(), rows: z.int(), fault: z.string().nullable() }),
})
export type Inventory = z.infer<typeof Inventory>

export const Manifest = z.strictObject({
  format: z.literal(1),
  made_at: z.int(),
  postgres: z.string(),
  start_lsn: z.string(),
  stop_lsn: z.string(),
  folders: z.array(BackupFile.shape.path),
  cluster: z.array(BackupFile).min(1),
  /** The log without which the copy is not a database. */
  wal: z.array(BackupFile.extend({ path: z.string().regex(/^[0-9A-F]{24}$/) })).min(1),
  /** What was kept outside the database of the heads of the audit chains. */
  audit: z.array(BackupFile),
  inventory: Inventory,
})
export type Manifest = z.infer<typeof Manifest>

/** A backup before it is proved. */
export type Packed = Omit<Manifest, 'inventory'>

export function bytesOf(files: readonly BackupFile[]): number {
  return files.reduce((sum, file) => sum + file.bytes, 0)
}
