// Brings segments of the archived log into a backup: waits until PostgreSQL has archived them, and sums them on the way.
import { createHash } from 'node:crypto'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { MINUTE_MS } from '#lib/base/time.ts'
import type { BackupFile } from './manifest.ts'

const ARCHIVED_WITHIN_MS = MINUTE_MS
const LOOK_EVERY_MS = 100

export async function packSegments(of: {
  archive: string
  into: string
  segments: readonly string[]
}): Promise<Result<BackupFile[], string>> {
  await mkdir(of.into, { recursive: true, mode: 0o700 })
  const packed: BackupFile[] = []
  for (const segment of of.segments) {
    const from = join(of.archive, `${segment}.gz`)
    if (!(await appears(from))) {
      return refused(`PostgreSQL does not archive its log: ${from} did not come within a minute`)
    }
    const compressed = await readFile(from)
    const content = await promisify(gunzip)(compressed)
    await writeFile(join(of.into, `${segment}.gz`), compressed, { mode: 0o600, flush: true })
    const sha256 = createHash('sha256').update(content).digest('hex')
    packed.push({ path: segment, bytes: content.length, sha256 })
  }
  return ok(packed)
}

async function appears(path: string): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < ARCHIVED_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
    if (await isThere(path)) return true
    await wait(LOOK_EVERY_MS)
  }
  return false
}

export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
