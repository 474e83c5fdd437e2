// Two commands that want to prepare one checkout take turns: installing packages twice at once breaks both.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Trouble } from './step.mjs'

const LOOK_EVERY_MS = 250
/** Longer than packages take on a slow line. */
const WAIT_MAX_MS = 15 * 60_000
/** A mark is made and written in two steps; between them it is empty, and its owner is there. */
const EMPTY_FOR_MS = 5_000

/** @typedef {{tell?: (text: string) => void, withinMs?: number}} Waiting */

/**
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @param {Waiting} [waiting]
 * @returns {Promise<T>}
 */
export async function inTurn(root, work, waiting = {}) {
  const mark = join(root, '.runtime', 'preparing')
  mkdirSync(join(root, '.runtime'), { recursive: true })
  await take(mark, waiting)
  try {
    return await work()
  } finally {
    rmSync(mark, { force: true })
  }
}

/**
 * @param {string} mark
 * @param {Waiting} waiting
 */
async function take(mark, { tell = text => process.stderr.write(text), withinMs = WAIT_MAX_MS }) {
  const deadline = performance.now() + withinMs
  let toldOf = ''
  while (!tryTake(mark)) {
    const owner = ownerOf(mark)
    if (owner === undefined) {
      rmSync(mark, { force: true })
      continue
    }
    if (performance.now() > deadline) {
      throw new Trouble(
        `Another command (pid ${owner}) has been preparing this checkout for too long.`,
        `look what it does, or end it; when nothing of the kind runs, remove ${mark}`,
      )
    }
    if (owner !== toldOf) tell(`waiting for pid ${owner}, which prepares this checkout …\n`)
    toldOf = owner
    await setTimeout(LOOK_EVERY_MS)
  }
}

/** @param {string} mark */
function tryTake(mark) {
  try {
    writeFileSync(mark, `${process.pid} ${startOf(process.pid)}`, { flag: 'wx' })
    return true
  } catch (fault) {
    if (/** @type {NodeJS.ErrnoException} */ (fault).code !== 'EEXIST') throw fault
    return false
  }
}

/**
 * Pids come again, after a restart of a container even our own; together with its start one is a process.
 * @param {string} mark
 * @returns {string | undefined} nothing when whoever left the mark is gone
 */
function ownerOf(mark) {
  try {
    const text = readFileSync(mark, 'utf8')
    if (text === '') return Date.now() - statSync(mark).mtimeMs < EMPTY_FOR_MS ? 'unknown' : undefined
    const [pid = '', ...start] = text.split(' ')
    return startOf(Number(pid)) === start.join(' ') ? pid : undefined
  } catch (fault) {
    if (/** @type {NodeJS.ErrnoException} */ (fault).code !== 'ENOENT') throw fault
    return undefined
  }
}

/**
 * @param {number} pid
 * @returns {string} when it was started, as the system tells it; 'gone' when there is none
 */
function startOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return 'gone'
  try {
    if (!existsSync('/proc/self/stat')) {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    }
    // The name of the program may hold spaces and brackets; the start is the 20th word after it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'gone'
  } catch {
    return 'gone' // no such process, by either way of asking
  }
}
