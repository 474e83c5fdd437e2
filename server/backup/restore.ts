// Restores a backup into a new data folder and proves it: every file by its checksum, the database by its rows and chains.
// The running desk is never touched.
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { giveTree, unpackFiles } from './copy.ts'
import { differences } from './inventory.ts'
import { readManifest } from './keep.ts'
import { isThere } from './log-archive.ts'
import { AUDIT_PART, type Inventory, MANIFEST_FILE, type Manifest } from './manifest.ts'
import type { Owners, Tell } from './place.ts'
import { reviveCluster } from './revive.ts'
import { unpackCluster } from './unpack.ts'

export type RestoreOptions = {
  backups: string
  backup: string
  /** A data folder that does not exist yet, or is empty. */
  into: string
  /** The new password of the database's owner, kept by the caller where the desk looks for it. */
  passwordIn: (into: string) => Promise<string>
  owners: Owners
  /** Replays the log of this archive to its end, instead of stopping where the backup ended. */
  latestOf?: string | undefined
  tell: Tell
}

export async function restoreBackup(of: RestoreOptions): Promise<Result<Inventory, string>> {
  const manifest = await findManifest(of)
  if (!manifest.ok) return manifest
  const log = await checkLog(of, manifest.value)
  if (!log.ok) return log
  if ((await isThere(of.into)) && (await readdir(of.into)).length > 0)
    return refused(`${of.into} is not empty`)
  await mkdir(of.into, { recursive: true, mode: of.owners === undefined ? 0o700 : 0o711 })
  let isWhole = false
  try {
    const restored = await lay(of, manifest.value)
    isWhole = restored.ok
    return restored
  } finally {
    // Half a data folder must not look like one.
    if (!isWhole) await rm(of.into, { recursive: true, force: true })
  }
}

async function findManifest(of: RestoreOptions): Promise<Result<Manifest, string>> {
  if (!(await isThere(join(of.backups, of.backup, MANIFEST_FILE)))) {
    return refused(`there is no backup ${of.backup} in ${of.backups}`)
  }
  return ok(await readManifest(of.backups, of.backup))
}

/** PostgreSQL takes a hole in the log for its end, and would come back older than what was asked for. */
async function checkLog(
  { latestOf, backup }: RestoreOptions,
  { wal }: Manifest,
): Promise<Result<void, string>> {
  const last = wal.at(-1)?.path
  if (latestOf === undefined || (await isThere(join(latestOf, `${last}.gz`)))) return ok(undefined)
  return refused(
    `the archived log in ${latestOf} does not reach back to ${backup}: restore it without --latest`,
  )
}

async function lay(of: RestoreOptions, manifest: Manifest): Promise<Result<Inventory, string>> {
  const folder = join(of.backups, of.backup)
  const dataDir = join(of.into, 'postgres')
  const tell = (share: number) => of.tell(80 * share, 'unpacking')
  const audit = join(of.into, 'audit')
  const heads = {
    from: join(folder, AUDIT_PART),
    into: audit,
    files: manifest.audit,
    onBytes: () => undefined,
  }
  const damaged = [
    ...(await unpackCluster({ folder, manifest, into: dataDir, tell })),
    ...(await unpackFiles(heads)),
  ]
  if (damaged.length > 0) return refused(`${of.backup} is damaged: ${damaged.join(', ')}`)
  if (manifest.audit.length > 0) await giveTree(audit, of.owners?.jobs)
  of.tell(85, 'starting it, counting rows and following the audit chains')
  const revived = await reviveCluster({
    dataDir,
    walArchiveDir: join(of.into, 'wal'),
    password: await of.passwordIn(of.into),
    runAs: of.owners?.postgres,
    latestOf: of.latestOf,
  })
  if (!revived.ok || of.latestOf !== undefined) return revived
  const faults = differences(manifest.inventory, revived.value)
  return faults.length === 0 ? revived : refused(`what was restored differs: ${faults.join('; ')}`)
}
