// What a desk stands on before its database: a plan, its data folder, the lock on it, free ports and a log.
import { join } from 'node:path'
import { openRelay, type Relay } from '#server/bus/relay.ts'
import type { Clock } from '#server/clock.ts'
import type { Environment } from '#server/env.ts'
import { type Log, openLog } from '#server/log.ts'
import { type ControlAnswer, holdDataFolder } from './control.ts'
import { closedFolder, type DataFolder, mustHaveRoom, openDataFolder } from './data-folder.ts'
import { endLeftovers, type RegisteredChild } from './leftovers.ts'
import { openLogFile } from './log-file.ts'
import { type Output, openOutput } from './output.ts'
import { mustBeFree, type Plan } from './preflight.ts'
import { StartFault } from './start-fault.ts'
import type { Step } from './steps.ts'
import { type SystemUsers, systemUsers } from './system-users.ts'

export type DeskOptions = {
  readonly root: string
  readonly isDev: boolean
  readonly environment: Environment
  readonly clock: Clock
  /** Aborted when the desk is to end. */
  readonly ending: AbortSignal
  /** To the person at the console: what happens, and what is wrong. */
  readonly tell: (text: string) => void
  readonly complain: (text: string) => void
}

export type Keep = (close: () => Promise<void> | void) => void

export type Base = {
  readonly plan: Plan
  readonly users: SystemUsers | undefined
  readonly folder: DataFolder
  readonly leftovers: readonly RegisteredChild[]
  readonly output: Output
  readonly log: Log
  readonly relay: Relay
}

type Opening = { options: DeskOptions; step: Step; keep: Keep; answer: () => ControlAnswer }

export async function openBase({ options, step, keep, answer }: Opening, plan: Plan): Promise<Base> {
  const { users, folder, leftovers } = await step('Data folder', async say => {
    const opened = await takeFolder({ options, plan, keep, answer })
    say(`${folderWords(opened.folder.root, opened.users)}`)
    return opened
  })
  await step('Ports', async say => {
    await mustBeFree('PLIMSOLL_PORT', plan.settings)
    await mustBeFree('PLIMSOLL_METRICS_PORT', plan.settings)
    say(`${plan.settings.PLIMSOLL_PORT} and ${plan.settings.PLIMSOLL_METRICS_PORT} are free`)
  })
  const file = openLogFile(folder.logs)
  keep(() => file.close())
  const output = openOutput(file, { now: options.clock.now, show: options.complain })
  const log = openLog('supervisor', {
    level: plan.settings.PLIMSOLL_LOG_LEVEL,
    destination: { write: line => output('supervisor', line.trimEnd(), 'out') },
  })
  const relay = openRelay((process, reason) => log.warn('frame_dropped', { child: process, reason }))
  keep(() => relay.close())
  return { plan, users, folder, leftovers, output, log, relay }
}

type Taking = { options: DeskOptions; plan: Plan; keep: Keep; answer: () => ControlAnswer }

async function takeFolder({ options, plan, keep, answer }: Taking) {
  const users = systemUsers()
  if (users !== undefined) mustReachCode(options.root)
  const folder = openDataFolder(plan.dataDir, users)
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

function folderWords(root: string, users: SystemUsers | undefined): string {
  return users === undefined ? root : `${root}; each process runs as a system user of its own`
}
