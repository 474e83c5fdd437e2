// Which backups stay: one for each of the last days and the newest of the last one, and of the log archive only what the
// oldest of them may need.
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY_MS, type EpochMs } from '#lib/base/time.ts'
import { MANIFEST_FILE, Manifest } from './manifest.ts'
import type { Place } from './place.ts'
import { isBefore, isSegment } from './wal.ts'

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

/** What an interrupted one left. */
export async function clearUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (NAME.test(UNFINISHED.exec(name)?.[1] ?? '')) await remove(join(folder, name))
  }
}

/** Of each of the last `keep` days the newest, and the newest `keep` of the last day: many of one day push out no other day. */
export function keptOf(backups: readonly string[], keep: number): string[] {
  const days = Map.groupBy(backups.toSorted(), dayOf)
  const lastDays = [...days.values()].slice(-keep)
  const earlier = lastDays.slice(0, -1).flatMap(ofDay => ofDay.slice(-1))
  return [...earlier, ...(lastDays.at(-1) ?? []).slice(-keep)]
}

function dayOf(name: string): string {
  return name.slice(0, '2026-11-20'.length)
}

/** Deletes the backups whose time has passed, and tells which. */
export async function pruneBackups(of: { folder: string; keep: number }): Promise<string[]> {
  const backups = await listBackups(of.folder)
  const kept = new Set(keptOf(backups, of.keep))
  const gone = backups.filter(name => !kept.has(name))
  for (const name of gone) await remove(join(of.folder, name))
  return gone
}

/** While backups fail the archive must not grow for ever: log older than they and a week more would be is given up. */
const SPARE_DAYS = 7

type LogPruning = { place: Pick<Place, 'backups' | 'wal'>; keep: number; at: EpochMs }

/** Deletes the log that no kept backup needs, and the log that is too old whatever there is. */
export async function pruneLog({ place, keep, at }: LogPruning): Promise<void> {
  const { backups: folder, wal: walFolder } = place
  const [oldest] = await listBackups(folder)
  const first = oldest === undefined ? undefined : (await readManifest(folder, oldest)).wal[0]?.path
  const oldestAt = at - (keep + SPARE_DAYS) * DAY_MS
  for (const archived of await readdir(walFolder)) {
    if (!isSegment(archived)) continue
    const isUnneeded = first !== undefined && isBefore(archived, first)
    if (isUnneeded || (await stat(join(walFolder, archived))).mtimeMs < oldestAt)
      await rm(join(walFolder, archived), { force: true })
  }
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}
