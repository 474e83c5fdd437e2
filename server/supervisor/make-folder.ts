// Makes a folder, or sees to it that the one that is there belongs to whom it should, following no link on the way.
import { closeSync, constants, fchmodSync, fchownSync, mkdirSync, openSync } from 'node:fs'

export type Ownership = { readonly mode: number; readonly uid: number; readonly gid: number }

/** For us alone unless it is said whose it is. */
export function makeFolder(path: string, of?: Ownership): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (of === undefined) return
  const folder = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  try {
    fchownSync(folder, of.uid, of.gid)
    fchmodSync(folder, of.mode)
  } finally {
    closeSync(folder)
  }
}
