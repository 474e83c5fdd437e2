// The data folder: made on first start, each part with its owner, and refused in one line when it is of no use.
import { chmodSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolder } from './make-folder.ts'
import { reasonOf, StartFault } from './start-fault.ts'
import type { SystemUsers } from './system-users.ts'

export type DataFolder = {
  readonly root: string
  readonly postgres: string
  readonly wal: string
  readonly secrets: string
  readonly backups: string
  readonly audit: string
  readonly logs: string
  readonly run: string
  /** What the web process alone may read: its copy of the TLS key. */
  readonly web: string
}

const MIB = 1024 ** 2
/** PostgreSQL cannot even start on less. */
const FREE_BYTES_MIN = 64 * MIB

export function openDataFolder(root: string, users: SystemUsers | undefined): DataFolder {
  const folder = {
    root,
    postgres: join(root, 'postgres'),
    wal: join(root, 'wal'),
    secrets: join(root, 'secrets'),
    backups: join(root, 'backups'),
    audit: join(root, 'audit'),
    logs: join(root, 'logs'),
    run: join(root, 'run'),
    web: join(root, 'web'),
  }
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 })
    mustBeOurs(root)
    // The processes' users pass through to what is theirs, and cannot list what else there is.
    if (users !== undefined) chmodSync(root, statSync(root).mode | 0o011)
    for (const path of [folder.secrets, folder.backups, folder.logs, folder.run]) makeFolder(path)
    makeFolder(folder.audit, users && { mode: 0o700, ...users.jobs })
    // The web process reads what it is handed there and can put nothing in its place.
    makeFolder(folder.web, users && { mode: 0o710, uid: 0, gid: users.web.gid })
    mustTakeAFile(folder.run)
  } catch (cause) {
    if (cause instanceof StartFault) throw cause
    throw new StartFault(`the data folder ${root} cannot be used: ${reasonOf(cause)}`)
  }
  if (users !== undefined) mustBePassable(root)
  return folder
}

/** What any desk has from its first step on; a disk of its own may come with a folder for what was lost. */
const OURS = 'secrets'
const OF_THE_DISK = 'lost+found'

/** A mistyped PLIMSOLL_DATA must not change a folder of somebody else. */
function mustBeOurs(root: string): void {
  const names = readdirSync(root).filter(name => name !== OF_THE_DISK)
  if (names.length === 0 || names.includes(OURS)) return
  throw new StartFault(
    `the data folder ${root} holds other things (${names.slice(0, 3).join(', ')}) and no desk: name an empty or a new one in PLIMSOLL_DATA`,
  )
}

function mustTakeAFile(folder: string): void {
  const probe = join(folder, 'probe')
  writeFileSync(probe, 'may be written', { mode: 0o600 })
  rmSync(probe)
}

function mustBePassable(path: string): void {
  const closed = closedFolder(path)
  if (closed === undefined) return
  throw new StartFault(
    `the data folder ${path} is below ${closed}, which only its owner may enter: as root, name one in PLIMSOLL_DATA that system users can reach, such as /var/lib/plimsoll/data`,
  )
}

/** The first folder above that keeps other users out. */
export function closedFolder(path: string): string | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return folder
    if (folder === dirname(folder)) return undefined
  }
}

export function mustHaveRoom(path: string): void {
  const { bavail, bsize } = statfsSync(path)
  const free = bavail * bsize
  if (free < FREE_BYTES_MIN) {
    throw new StartFault(
      `the disk is full: ${path} has ${Math.floor(free / MIB)} MiB left and the database needs ${FREE_BYTES_MIN / MIB} MiB to start; free some and start again`,
    )
  }
}
