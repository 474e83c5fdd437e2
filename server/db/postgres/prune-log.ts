// PostgreSQL begins a log file each day and deletes none: those that have passed their age go here.
import type { Stats } from 'node:fs'
import { lstat, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY_MS, type EpochMs } from '#lib/base/time.ts'
import { LOG_FILE, LOG_FOLDER } from './settings.ts'

/** The names that went. By the time of its last line: the one being written never has the age. */
export async function pruneLog(of: { dataDir: string; keepDays: number; at: EpochMs }): Promise<string[]> {
  const folder = join(of.dataDir, LOG_FOLDER)
  // The folder belongs to PostgreSQL's user, and whoever calls may be root: a link leads to no other folder.
  if ((await statOf(folder))?.isDirectory() !== true) return []
  const gone: string[] = []
  for (const name of (await readdir(folder)).filter(isLog)) {
    const stat = await statOf(join(folder, name))
    if (stat?.isFile() !== true || of.at - stat.mtimeMs <= of.keepDays * DAY_MS) continue
    await unlink(join(folder, name))
    gone.push(name)
  }
  return gone.toSorted()
}

function isLog(name: string): boolean {
  return name.startsWith(LOG_FILE.before) && name.endsWith(LOG_FILE.after)
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined // PostgreSQL has not run yet
    throw cause
  }
}
