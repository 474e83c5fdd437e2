// Who was started by this desk is written down, so that after a `kill -9` of the supervisor the next one finds what is left,
// ends it, and knows that it is dead.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { SECOND_MS } from '#lib/base/time.ts'
import { ProcessName } from '#lib/wire/process.ts'
import { markOf } from './process-mark.ts'

const Child = z.strictObject({
  process: ProcessName,
  pid: z.int().positive(),
  incarnation: z.uuid(),
  /** A pid is used again; who had it is known by this. */
  mark: z.string().min(1),
})
const Register = z.array(Child)
export type RegisteredChild = z.infer<typeof Child>

const LOOK_EVERY_MS = 50
/** They see the supervisor's end of the channel close, and stop by themselves. */
const PATIENCE_MS = 2 * SECOND_MS
const KILLED_WITHIN_MS = 2 * SECOND_MS

export function writeRegister(folder: string, children: readonly RegisteredChild[]): void {
  const path = join(folder, 'children.json')
  writeFileSync(`${path}.new`, JSON.stringify(children), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** The children of the supervisor before us; every one of them is dead when this resolves. */
export async function endLeftovers(folder: string): Promise<RegisteredChild[]> {
  const children = readRegister(join(folder, 'children.json'))
  const left = children.filter(isOurs)
  if (await areGone(left, PATIENCE_MS)) return children
  for (const child of left.filter(isOurs)) kill(child.pid)
  if (await areGone(left, KILLED_WITHIN_MS)) return children
  return children.filter(child => !isOurs(child))
}

async function areGone(children: readonly RegisteredChild[], withinMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs <= withinMs; waitedMs += LOOK_EVERY_MS) {
    if (!children.some(isOurs)) return true
    await wait(LOOK_EVERY_MS)
  }
  return false
}

function readRegister(path: string): RegisteredChild[] {
  try {
    const parsed = Register.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : []
  } catch {
    return [] // a first start, or a file cut short by a full disk: nothing is known of anybody
  }
}

function isOurs({ pid, mark }: RegisteredChild): boolean {
  return markOf(pid) === mark
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause // it went while we looked
  }
}
