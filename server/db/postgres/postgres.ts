// The embedded PostgreSQL: made on first use, started on a free loopback port, stopped in order.
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { findBinaries, linkLibraries } from './binaries.ts'
import { ensureDatabase } from './database.ts'
import { explainFault } from './explain.ts'
import { freePort } from './free-port.ts'
import { initCluster, ownedFolder, POSTGRES_ENV, type RunAs } from './init.ts'
import { stopLeftover } from './leftover.ts'
import { clusterSettings } from './settings.ts'

export type PostgresPlace = {
  dataDir: string
  walArchiveDir: string
  password: string
  /** As root: PostgreSQL refuses to run as root itself. */
  runAs?: RunAs | undefined
  /** The folder of bin, lib and share; that of the installed package when not named. */
  binariesDir?: string | undefined
  /** What a scratch cluster sets otherwise. */
  settings?: Record<string, string> | undefined
}
/** fast: roll back and write a checkpoint; immediate: go now and recover at the next start. */
export type StopMode = 'fast' | 'immediate'
export type Exit = { code: number | null; signal: NodeJS.Signals | null }
export type Postgres = {
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly exited: Promise<Exit>
  stop(mode: StopMode): Promise<Exit>
}

// Another took the port meanwhile; or a postmaster was killed, and its children need a moment to see that it is gone.
const PASSING = /TCP\/IP sockets|Address already in use|pre-existing shared memory block/
const TRY_AGAIN_MS = 100
const TRIES_MAX = 80

export async function startPostgres(place: PostgresPlace): Promise<Result<Postgres, string>> {
  const binaries = place.binariesDir === undefined ? findBinaries() : ok(place.binariesDir)
  if (!binaries.ok) return binaries
  const binariesDir = binaries.value
  const linked = linkLibraries(binariesDir)
  if (!linked.ok) return linked
  const freed = await stopLeftover(place.dataDir)
  if (!freed.ok) return freed
  const made = await initCluster({ ...place, binariesDir })
  if (!made.ok) return made
  return await startOnFreePort({ ...place, binariesDir })
}

type Cluster = PostgresPlace & { binariesDir: string }

async function startOnFreePort(cluster: Cluster): Promise<Result<Postgres, string>> {
  for (let tries = 1; ; tries++) {
    const started = await startOn(await freePort(), cluster)
    if (started.ok || tries === TRIES_MAX || !PASSING.test(started.error)) return started
    await wait(TRY_AGAIN_MS)
  }
}

async function startOn(port: number, cluster: Cluster): Promise<Result<Postgres, string>> {
  const { dataDir, walArchiveDir, runAs, password } = cluster
  try {
    await ownedFolder(walArchiveDir, runAs)
  } catch (cause) {
    return refused(`the log archive ${walArchiveDir} cannot be made: ${(cause as Error).message}`)
  }
  const child = spawnPostmaster(cluster, { ...clusterSettings({ port, walArchiveDir }), ...cluster.settings })
  const postgres = await becomeReady(child, { port, dataDir })
  if (!postgres.ok) return postgres
  const url = await ensureDatabase({ port, password })
  if (url.ok) return ok({ ...postgres.value, url: url.value })
  await postgres.value.stop('fast')
  return url
}

/** In a process group of its own: Ctrl-C is for the supervisor, which stops the database last. */
function spawnPostmaster({ binariesDir, dataDir, runAs }: Cluster, settings: Record<string, string>) {
  const args = [
    '-D',
    dataDir,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  return spawn(join(binariesDir, 'bin', 'postgres'), args, {
    ...runAs,
    cwd: '/',
    env: POSTGRES_ENV,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

const LOOK_EVERY_MS = 20
const READY_TIMEOUT_MS = 600_000 // recovery replays what the archive holds, and may take its time

async function becomeReady(
  child: ChildProcess,
  { port, dataDir }: { port: number; dataDir: string },
): Promise<Result<Omit<Postgres, 'url'>, string>> {
  const said = lastWords(child)
  let over: Exit | Error | undefined
  const exited = new Promise<Exit>(resolve => {
    child.once('exit', (code, signal) => {
      over = { code, signal }
      resolve(over)
    })
    child.once('error', fault => {
      over = fault
      resolve({ code: null, signal: null })
    })
  })
  const pid = child.pid
  for (let waitedMs = 0; waitedMs < READY_TIMEOUT_MS && over === undefined; waitedMs += LOOK_EVERY_MS) {
    if (pid !== undefined && isReady(dataDir, pid)) {
      return ok({ port, pid, exited, stop: mode => stop(child, exited, mode) })
    }
    await wait(LOOK_EVERY_MS)
  }
  if (over === undefined) await stop(child, exited, 'immediate')
  const fault = over instanceof Error ? over.message : ''
  return refused(explainFault(`${fault}\n${logTail(dataDir)}\n${said()}`, dataDir))
}

const STOP_PATIENCE_MS = { fast: 8_000, immediate: 2_000 } as const

async function stop(child: ChildProcess, exited: Promise<Exit>, mode: StopMode): Promise<Exit> {
  child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
  const patience = new AbortController()
  const late = wait(STOP_PATIENCE_MS[mode], 'late' as const, { signal: patience.signal })
  const first = await Promise.race([exited, late.catch(() => 'late' as const)]) // aborted below, when nobody looks any more
  patience.abort()
  if (first !== 'late') return first
  if (mode === 'fast') return await stop(child, exited, 'immediate')
  child.kill('SIGKILL')
  return await exited
}

/** PostgreSQL writes its state into the eighth line of its own pid file. */
function isReady(dataDir: string, pid: number): boolean {
  const lines = readText(join(dataDir, 'postmaster.pid')).split('\n')
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

const WORDS_MAX = 8_192

function lastWords(child: ChildProcess): () => string {
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-WORDS_MAX)
  })
  return () => words
}

/** Once its log collector runs, PostgreSQL speaks there and no longer to us. */
function logTail(dataDir: string): string {
  const current = readText(join(dataDir, 'current_logfiles')).match(/^stderr (.+)$/m)?.[1]
  return current === undefined ? '' : readText(join(dataDir, current)).slice(-WORDS_MAX)
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw cause
  }
}
