// Whether the disk has room for a backup: the live database is on it too, and must not be starved by its own copy.
import { statfs } from 'node:fs/promises'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { clusterBytes } from './pack.ts'
import type { Place } from './place.ts'

/** What is left to the desk whatever the copy takes. */
const RESERVE_BYTES = 2 ** 30

/** The backup, and the scratch cluster that proves it. */
const COPIES = 2

export async function checkRoomToCopy({ cluster, backups }: Place): Promise<Result<void, string>> {
  return await checkRoom(backups, COPIES * (await clusterBytes(cluster)))
}

/** In the place of `folder`, which is there. */
export async function checkRoom(folder: string, bytes: number): Promise<Result<void, string>> {
  const { bavail, bsize } = await statfs(folder)
  const fault = roomFault({ free: bavail * bsize, needed: bytes })
  return fault === undefined ? ok(undefined) : refused(fault)
}

export function roomFault({ free, needed }: { free: number; needed: number }): string | undefined {
  const all = needed + RESERVE_BYTES
  if (free >= all) return undefined
  return `there is no room for a backup: ${mebibytes(all)} MiB are needed and ${mebibytes(free)} MiB are free`
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20)
}
