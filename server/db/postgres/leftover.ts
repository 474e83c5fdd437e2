// The postmaster of a supervisor that was killed goes on alone and holds the data folder: it is stopped first.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ok, type Result, refused } from '#lib/base/result.ts'

const FAST_MS = 8_000
const IMMEDIATE_MS = 2_000
const LOOK_EVERY_MS = 25

export async function stopLeftover(dataDir: string): Promise<Result<void, string>> {
  const pid = readPid(dataDir)
  if (pid === undefined) return ok(undefined)
  if (!isPostmasterOf(pid, dataDir)) {
    // The pid has passed to a stranger (in a container that was started again it soon does): PostgreSQL would refuse to
    // start for it. Should its children still live, their shared memory block says so.
    rmSync(join(dataDir, 'postmaster.pid'))
    return ok(undefined)
  }
  for (const [signal, patienceMs] of [
    ['SIGINT', FAST_MS], // fast: roll back, write a checkpoint, go
    ['SIGQUIT', IMMEDIATE_MS], // immediate: go, and recover at the next start
    ['SIGKILL', IMMEDIATE_MS],
  ] as const) {
    if (!sendSignal(pid, signal)) break
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += LOOK_EVERY_MS) {
      if (!isAlive(pid)) return ok(undefined)
      await wait(LOOK_EVERY_MS)
    }
  }
  return isAlive(pid)
    ? refused(`a PostgreSQL of an earlier start (pid ${pid}) holds ${dataDir} and does not stop`)
    : ok(undefined)
}

function readPid(dataDir: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}

/** A pid is used again after a while: only a process that names this very folder is ours. */
function isPostmasterOf(pid: number, dataDir: string): boolean {
  return isAlive(pid) && commandOf(pid).includes(`-D ${dataDir} `)
}

function commandOf(pid: number): string {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return '' // it went while we looked
  }
}

function isAlive(pid: number): boolean {
  return sendSignal(pid, 0) && !isZombie(pid)
}

/** Dead, and only waiting for its parent to look. */
function isZombie(pid: number): boolean {
  try {
    return /^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}
