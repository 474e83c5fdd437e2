// What is done around the making of a backup: room before it, and after it the oldest ones go and the audit log is told.
import { INSTALLATION } from '#lib/base/id.ts'
import type { Result } from '#lib/base/result.ts'
import type { EpochMs } from '#lib/base/time.ts'
import { appendAudit } from '#server/db/audit.ts'
import type { Db, Sql } from '#server/db/client.ts'
import { clearUnfinished, pruneBackups, pruneLog } from './keep.ts'
import { bytesOf, type Manifest } from './manifest.ts'
import type { Workshop } from './place.ts'
import { clearScratch } from './prove.ts'
import { checkRoomToCopy } from './room.ts'

export type BackupOptions = Workshop & {
  db: Pick<Db, 'atomically'>
  at: EpochMs
  keep: number
  /** That of the run that asked; whoever makes one by hand has none. */
  correlationId?: string | undefined
}
export type Made = { backup: string; bytes: number; manifest: Manifest; gone: string[]; warnings: string[] }

/** Leftovers and old log go first, whatever becomes of this one: they may be why there is no room. */
export async function makeReady(of: BackupOptions): Promise<Result<void, string>> {
  const cleared = await clearScratch(of.place.scratch)
  if (!cleared.ok) return cleared
  await clearUnfinished(of.place.backups)
  await tidied([], () => pruneLog(of)) // what hinders it is told after the backup
  return await checkRoomToCopy(of.place)
}

export async function finish(
  sql: Sql,
  { backup, manifest }: Pick<Made, 'backup' | 'manifest'>,
  of: BackupOptions,
): Promise<Made> {
  const { fault } = manifest.inventory.audit
  const warnings = fault === null ? [] : [`the audit log does NOT hold: ${fault}`]
  const gone = (await tidied(warnings, () => pruneBackups({ folder: of.place.backups, keep: of.keep }))) ?? []
  await tidied(warnings, () => pruneLog(of))
  const made = { bytes: bytesOf(manifest.cluster), gone, warnings }
  await appendAudit(sql, {
    chain: INSTALLATION,
    actor: JSON.stringify({ kind: 'system', process: 'desk' }),
    action: 'backup.made',
    object: backup,
    detail: JSON.stringify(made),
    correlationId: of.correlationId ?? '',
  })
  return { ...made, backup, manifest }
}

/** A backup that is made is made: what cannot be tidied up is a warning. */
async function tidied<T>(warnings: string[], tidy: () => Promise<T>): Promise<T | undefined> {
  try {
    return await tidy()
  } catch (cause) {
    warnings.push(`what is too old could not be deleted: ${cause instanceof Error ? cause.message : cause}`)
    return undefined
  }
}
