// Makes a backup while the cluster works on: copy, log, proof. It gets its name only when all three are done.
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { Sql } from '#server/db/client.ts'
import { type BackupOptions, finish, type Made, makeReady } from './around.ts'
import { backupName } from './keep.ts'
import { MANIFEST_FILE, type Manifest } from './manifest.ts'
import { packCluster } from './pack.ts'
import { proveBackup } from './prove.ts'

/** As the owner of the database, with rights that reach the cluster's files. */
export async function makeBackup(of: BackupOptions): Promise<Result<Made, string>> {
  return of.db.atomically(async sql => {
    if (!(await isAlone(sql))) return refused('a backup is being made already')
    const ready = await makeReady(of)
    if (!ready.ok) return ready
    const backup = backupName(of.at)
    const manifest = await makeAs(backup, sql, of)
    return manifest.ok ? ok(await finish(sql, { backup, manifest: manifest.value }, of)) : manifest
  })
}

async function makeAs(name: string, sql: Sql, of: BackupOptions): Promise<Result<Manifest, string>> {
  const folder = join(of.place.backups, `${name}.partial`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const packed = await packCluster(sql, folder, of)
    if (!packed.ok) return packed
    of.tell(60, 'proving it: starting a scratch cluster from the copy')
    const inventory = await proveBackup({ ...of, folder, packed: packed.value })
    if (!inventory.ok) return refused(`the backup does not prove itself: ${inventory.error}`)
    const manifest: Manifest = { ...packed.value, inventory: inventory.value }
    await writeFile(join(folder, MANIFEST_FILE), JSON.stringify(manifest), { mode: 0o600, flush: true })
    await rename(folder, join(of.place.backups, name))
    await syncFolder(of.place.backups)
    return ok(manifest)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One backup at a time; and the copy may take longer than a transaction may idle. */
async function isAlone(sql: Sql): Promise<boolean> {
  await sql({ text: 'SET LOCAL idle_in_transaction_session_timeout = 0' })
  const [lock] = await sql<{ alone: boolean }>({
    text: `SELECT pg_try_advisory_xact_lock(hashtextextended('plimsoll backup', 0)) AS alone`,
  })
  return lock?.alone === true
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
