// A real desk on a scratch data folder and free ports, started the way `npm start` starts it, to be hurt.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { chmod, mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { assert } from '#lib/base/assert.ts'
import { type Db, openDb } from '#server/db/client.ts'
import { processEnvironment } from '#server/env.ts'
import { scratchRoot } from '#server/testing/system-user.ts'
import { familyOf, isAlive, sharingGroup } from './processes.ts'
import { until, within } from './until.ts'

export type Site = {
  readonly data: string
  readonly env: Readonly<Record<string, string>>
  readonly origin: string
}
export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null }
export type Desk = {
  readonly pid: number
  /** All it printed, both outputs. */
  readonly said: () => string
  /** What it complained about: the lines of its standard error. */
  readonly complaints: () => string[]
  readonly exited: Promise<Exit>
}

/** The longest a desk may take to serve again after a kill (the issue's own number), and to be made from nothing. */
export const READY_WITHIN_MS = 10_000
export const FIRST_START_WITHIN_MS = 180_000
export const STOP_WITHIN_MS = 10_000
const LOOK_WITHIN_MS = 2_000

const ROOT = join(import.meta.dirname, '../..')

/** A place for a desk: ports that are free now, a folder that its system users can reach. */
export async function prepareSite(env: Readonly<Record<string, string>> = {}): Promise<Site> {
  const folder = await scratchFolder()
  const [port, metricsPort] = [await freePort(), await freePort()]
  return {
    data: join(folder, 'data'),
    origin: `http://localhost:${port}`,
    env: {
      PLIMSOLL_DATA: join(folder, 'data'),
      PLIMSOLL_PORT: String(port),
      PLIMSOLL_METRICS_PORT: String(metricsPort),
      ...env,
    },
  }
}

export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(scratchRoot(), 'plimsoll-chaos-'))
  await chmod(folder, 0o755)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function launchDesk(site: Pick<Site, 'env'>, words: readonly string[] = ['server/main.ts']): Desk {
  const env = { ...inherited(), ...site.env, NODE_ENV: 'production' } as const
  return follow(spawn(process.execPath, words, { cwd: ROOT, env }))
}

/** Keeps what a process says, and how it ends. */
export function follow(child: ChildProcessWithoutNullStreams): Desk {
  assert(child.pid !== undefined, 'a process was made')
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    err += text
  })
  const exited = new Promise<Exit>(resolve => child.on('close', (code, signal) => resolve({ code, signal })))
  return { pid: child.pid, said: () => out, complaints: () => err.split('\n').filter(Boolean), exited }
}

/** The operator's tool on the same desk; its answer is parsed, and an exit code that is not 0 is a failure. */
export async function askDesk(site: Site, ...words: string[]): Promise<unknown> {
  const tool = launchDesk(site, ['server/desk.ts', ...words, '--json'])
  const { code } = await tool.exited
  assert(code === 0, `desk ${words.join(' ')}: exit ${code}: ${tool.complaints().join(' | ')} ${tool.said()}`)
  return JSON.parse(tool.said())
}

/** True when the desk says it is ready; a desk that has ended will never be, so that is told at once. */
export async function serves(site: Site, desk: Desk): Promise<true | undefined> {
  assert(isAlive(desk.pid), `the desk ended: ${desk.complaints().join(' | ')}`)
  try {
    const answer = await fetch(`${site.origin}/readyz`, { signal: AbortSignal.timeout(LOOK_WITHIN_MS) })
    return answer.ok || undefined
  } catch {
    return undefined // nobody listens yet
  }
}

const LAST_WORDS_LENGTH = 2_000

/** Whoever reads the failure wants to know what the desk said before it. */
export async function withLastWords<T>(desk: Desk, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    const words = `${desk.said()}\n${desk.complaints().join('\n')}`.slice(-LAST_WORDS_LENGTH)
    throw new Error(`${cause instanceof Error ? cause.message : cause}; the desk said:\n${words}`, { cause })
  }
}

/** Looks into the desk's own database, as its owner. */
export async function withOwner<T>(site: Site, work: (db: Db) => Promise<T>): Promise<T> {
  const url = await readFile(join(site.data, 'secrets/database-url'), 'utf8')
  const db = openDb(url.trim(), { poolMax: 2 })
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

/** Stops a desk in order and sees that nothing of it is left; one that has ended already stays ended. A terminal tells
 * everybody who was started from it and did not leave its group. */
export async function stopDesk(
  desk: Desk,
  signal: NodeJS.Signals = 'SIGTERM',
  by: 'pid' | 'terminal' = 'pid',
): Promise<Exit> {
  const family = await familyOf(desk.pid)
  const told = by === 'pid' ? [desk.pid] : await sharingGroup(family)
  for (const pid of told.filter(isAlive)) process.kill(pid, signal)
  const beganAt = performance.now()
  const exit = await within('the desk has ended', STOP_WITHIN_MS, desk.exited)
  const isGone = () => family.every(pid => !isAlive(pid)) || undefined
  const leftMs = STOP_WITHIN_MS - (performance.now() - beganAt)
  await until('all processes of the desk are gone', leftMs, isGone)
  return exit
}

/** Nothing of our own prefix and no database of the person who runs the tests comes near these desks. */
export function inherited(): Record<string, string | undefined> {
  const kept = Object.entries(processEnvironment()).filter(
    ([name]) => !/^(PLIMSOLL_|DATABASE_URL|TLS_)/.test(name),
  )
  return Object.fromEntries(kept)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert(typeof address === 'object' && address !== null, 'the kernel gave a port')
  await new Promise(resolve => server.close(resolve))
  return address.port
}
