// Which backups stay: the newest few, and of the log archive only what the oldest of them may need.
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { MANIFEST_FILE, Manifest } from './manifest.ts'
import { isBefore } from './wal.ts'

/** `2026-11-20T03-00-00-000Z`: sorts by time and is a name on every file system. */
export function backupName(at: number): string {
  return new Date(at).toISOString().replaceAll(/[:.]/g, '-')
}

const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/
const UNFINISHED = /^(.+)\.partial$/

/** Finished backups, oldest first. */
export async function listBackups(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names.filter(name => NAME.test(name)).sort()
}

export async function readManifest(folder: string, name: string): Promise<Manifest> {
  return Manifest.parse(JSON.parse(await readFile(join(folder, name, MANIFEST_FILE), 'utf8')))
}

/** Deletes all but the newest `keep` backups, what an interrupted one left, and the log that only those needed. */
export async function pruneBackups(of: {
  folder: string
  walFolder: string
  keep: number
}): Promise<string[]> {
  const backups = await listBackups(of.folder)
  const kept = backups.slice(-of.keep)
  const unfinished = (await readdir(of.folder)).filter(name => NAME.test(UNFINISHED.exec(name)?.[1] ?? ''))
  const gone = [...backups.slice(0, -of.keep), ...unfinished]
  for (const name of gone) await rm(join(of.folder, name), { recursive: true, force: true })
  const oldest = kept[0]
  if (oldest !== undefined) await pruneLog(of.walFolder, await readManifest(of.folder, oldest))
  return gone
}

async function pruneLog(walFolder: string, oldest: Manifest): Promise<void> {
  const first = oldest.wal[0]?.path
  if (first === undefined) return
  for (const archived of await readdir(walFolder)) {
    if (isBefore(archived, first)) await rm(join(walFolder, archived), { force: true })
  }
}
