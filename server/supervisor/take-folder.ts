// Takes the data folder for this desk alone, and ends what a desk before it left behind.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stopLeftover } from '#server/db/postgres/leftover.ts'
import { type ControlAnswer, holdDataFolder } from './control.ts'
import { closedFolder, type DataFolder, mustHaveRoom, openDataFolder } from './data-folder.ts'
import type { Keep } from './desk-options.ts'
import { holdByStamp, otherHolder } from './holder-stamp.ts'
import { endLeftovers, type RegisteredChild } from './leftovers.ts'
import { reasonOf, StartFault } from './start-fault.ts'
import { type SystemUsers, systemUsers } from './system-users.ts'

type Taking = {
  root: string
  dataDir: string
  keep: Keep
  answer: () => ControlAnswer
  now: () => number
  complain: (text: string) => void
}

export type TakenFolder = {
  readonly users: SystemUsers | undefined
  readonly folder: DataFolder
  readonly leftovers: readonly RegisteredChild[]
}

export async function takeFolder({ root, dataDir, keep, ...of }: Taking): Promise<TakenFolder> {
  const users = systemUsers()
  if (users !== undefined) mustReachCode(root)
  const folder = openDataFolder(dataDir, users)
  const held = await holdDataFolder(folder.root, of.answer)
  if (!held.ok) throw new StartFault(heldWords(folder.root, holderWords(held.error)))
  keep(() => held.value.release())
  const other = await otherHolder({ folder: folder.run, now: of.now })
  if (other !== undefined) throw new StartFault(heldWords(folder.root, other))
  mustHaveRoom(folder.root)
  keep(
    holdByStamp(folder.run, cause =>
      of.complain(`the data folder bears no fresh stamp: ${reasonOf(cause)}\n`),
    ),
  )
  await clearBackupLeftovers(folder)
  return { users, folder, leftovers: await endLeftovers(folder.run) }
}

function mustReachCode(root: string): void {
  const closed = closedFolder(join(root, 'server'))
  if (closed === undefined) return
  throw new StartFault(
    `the code is below ${closed}, which only root may enter, and the processes run as users of their own: start it with npm start, which runs a twin of the checkout`,
  )
}

/** A backup that was cut short left half a copy, and perhaps the PostgreSQL that was to prove it. */
async function clearBackupLeftovers({ root, backups }: DataFolder): Promise<void> {
  const scratch = join(root, 'scratch')
  const stopped = await stopLeftover(join(scratch, 'postgres'))
  if (!stopped.ok) throw new StartFault(stopped.error)
  rmSync(scratch, { recursive: true, force: true })
  for (const name of readdirSync(backups)) {
    if (name.endsWith('.partial')) rmSync(join(backups, name), { recursive: true, force: true })
  }
}

function holderWords(holder: ControlAnswer | undefined): string {
  return holder === undefined ? 'one that does not answer' : `pid ${holder.pid}, ${holder.address}`
}

function heldWords(root: string, who: string): string {
  return `a desk runs on ${root} already (${who}): stop it, or name another folder in PLIMSOLL_DATA`
}
