// Takes the data folder for this desk alone, and ends what a desk before it left behind.
import { join } from 'node:path'
import { type ControlAnswer, holdDataFolder } from './control.ts'
import { closedFolder, type DataFolder, mustHaveRoom, openDataFolder } from './data-folder.ts'
import type { Keep } from './desk-options.ts'
import { endLeftovers, type RegisteredChild } from './leftovers.ts'
import { StartFault } from './start-fault.ts'
import { type SystemUsers, systemUsers } from './system-users.ts'

type Taking = { root: string; dataDir: string; keep: Keep; answer: () => ControlAnswer }

export type TakenFolder = {
  readonly users: SystemUsers | undefined
  readonly folder: DataFolder
  readonly leftovers: readonly RegisteredChild[]
}

export async function takeFolder({ root, dataDir, keep, answer }: Taking): Promise<TakenFolder> {
  const users = systemUsers()
  if (users !== undefined) mustReachCode(root)
  const folder = openDataFolder(dataDir, users)
  const held = await holdDataFolder(folder.root, answer)
  if (!held.ok) throw new StartFault(heldWords(folder.root, held.error))
  keep(() => held.value.release())
  mustHaveRoom(folder.root)
  return { users, folder, leftovers: await endLeftovers(folder.run) }
}

function mustReachCode(root: string): void {
  const closed = closedFolder(join(root, 'server'))
  if (closed === undefined) return
  throw new StartFault(
    `the code is below ${closed}, which only root may enter, and the processes run as users of their own: start it with npm start, which runs a twin of the checkout`,
  )
}

function heldWords(root: string, holder: ControlAnswer | undefined): string {
  const who = holder === undefined ? 'one that does not answer' : `pid ${holder.pid}, ${holder.address}`
  return `a desk runs on ${root} already (${who}): stop it, or name another folder in PLIMSOLL_DATA`
}
