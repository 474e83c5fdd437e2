// The processes of a desk as Linux sees them, not as the desk tells it: chaos judges from outside.
import { readdir, readFile } from 'node:fs/promises'

export const VICTIMS = ['supervisor', 'web', 'engine', 'jobs', 'postgres'] as const
export type Victim = (typeof VICTIMS)[number]

/** The pids of one desk by what they are; a process that is not there has none. */
export async function processesOf(supervisor: number): Promise<Map<Victim, number>> {
  const found = new Map<Victim, number>([['supervisor', supervisor]])
  for (const pid of await childrenOf(supervisor)) {
    const victim = victimOf(await commandOf(pid))
    if (victim !== undefined) found.set(victim, pid)
  }
  return found
}

/** A pid and every process it started, to see that nothing of it is left. */
export async function familyOf(pid: number): Promise<number[]> {
  const children = await childrenOf(pid)
  const families = await Promise.all(children.map(familyOf))
  return [pid, ...families.flat()]
}

/** Those of a family who are in the process group of its head. */
export async function sharingGroup(family: readonly number[]): Promise<number[]> {
  const groups = await Promise.all(family.map(groupOf))
  return family.filter((_, at) => groups[at] !== undefined && groups[at] === groups[0])
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM' // it lives, but is somebody else's
  }
}

function victimOf(command: string): Victim | undefined {
  if (/(^|\/)postgres /.test(command)) return 'postgres'
  const entry = /server\/(web|engine|jobs)\.ts/.exec(command)?.[1]
  return VICTIMS.find(victim => victim === entry)
}

async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []) // gone between two looks: it has no children
  const lists = await Promise.all(tasks.map(task => textOf(`/proc/${pid}/task/${task}/children`)))
  return lists.flatMap(list => list.trim().split(' ').filter(Boolean).map(Number))
}

async function groupOf(pid: number): Promise<string | undefined> {
  const stat = await textOf(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2] // the name of the program may hold spaces and brackets
}

async function commandOf(pid: number): Promise<string> {
  return (await textOf(`/proc/${pid}/cmdline`)).replaceAll('\0', ' ')
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '') // the same: gone is empty
}
