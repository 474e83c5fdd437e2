// What a backup holds, written beside it: every file with its checksum, where the write-ahead log begins and ends, and what
// was found when the backup was started up to prove it.
import { z } from 'zod'

export const MANIFEST_FILE = 'manifest.json'

const BackupFile = z.strictObject({
  /** Relative to the cluster, with `/`. */
  path: z.string().regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$)).+$/, 'must stay inside the backup'),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type BackupFile = z.infer<typeof BackupFile>

/** Rows of each table and the heads of the audit chains: equal here and after a restore, or the restore failed. */
export const Inventory = z.strictObject({
  rows: z.record(z.string(), z.int()),
  audit: z.strictObject({ chains: z.int(), rows: z.int() }),
})
export type Inventory = z.infer<typeof Inventory>

export const Manifest = z.strictObject({
  format: z.literal(1),
  made_at: z.int(),
  build: z.string(),
  postgres: z.string(),
  wal: z.strictObject({
    timeline: z.int(),
    start_lsn: z.string(),
    stop_lsn: z.string(),
    /** First and last segment without which the copy is not a database. */
    segments: z.array(z.string().regex(/^[0-9A-F]{24}$/)).min(1),
  }),
  folders: z.array(BackupFile.shape.path),
  files: z.array(BackupFile).min(1),
  inventory: Inventory,
})
export type Manifest = z.infer<typeof Manifest>
