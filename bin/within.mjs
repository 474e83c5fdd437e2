// Runs a program that has so much time and no more: then it and all it started are asked to end, and after a grace made to.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { FORWARDED, onOrphaned } from './command.mjs'

/** Longer than a desk takes that one of the tests started, so that it goes in order. */
const GRACE_MS = 15_000
const LOOK_EVERY_MS = 50
const TAIL_LENGTH_MAX = 20_000

/** @typedef {{withinMs: number, graceMs?: number}} Limit */
/** @typedef {{code: number, tail: string, isOver: boolean}} End over: it had not ended in its time */
/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** The person, or whoever started us, wants no more of this: the next stage is not for them either. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`ended by ${signal}`)
    this.exitCode = 128 + constants.signals[signal]
  }
}

/**
 * @param {readonly string[]} words the program and its arguments
 * @param {Limit} limit
 * @param {import('node:child_process').SpawnOptions & {isQuiet?: boolean}} [options] quiet: it says nothing, and the end of
 * that is kept
 * @returns {Promise<End>}
 */
export async function runWithin([program = '', ...args], { withinMs, graceMs }, options = {}) {
  const { isQuiet = false, ...others } = options
  const out = isQuiet ? 'pipe' : 'inherit'
  // A group of its own: whatever it starts is reached by one signal, and nothing of ours is.
  const child = spawn(program, args, { ...others, detached: true, stdio: ['ignore', out, out] })
  const tail = tailOf(child)
  const trouble = troubleWithin(withinMs)
  try {
    const came = await Promise.race([endOf(child), trouble.came])
    if (typeof came === 'number') return { code: came, tail: tail(), isOver: false }
    await endGroup(child, { signal: came ?? 'SIGTERM', ...(graceMs === undefined ? {} : { graceMs }) })
    if (came !== undefined) throw new Interrupted(came)
    return { code: 1, tail: tail(), isOver: true }
  } finally {
    trouble.off()
    // Who left the group still holds them, and they would hold us.
    child.stdout?.destroy()
    child.stderr?.destroy()
  }
}

/**
 * Ends a child that leads a group of its own, and the whole group with it.
 * @param {ChildProcess} child
 * @param {{signal?: NodeJS.Signals, graceMs?: number}} [how]
 */
export async function endGroup({ pid }, { signal = 'SIGTERM', graceMs = GRACE_MS } = {}) {
  if (pid === undefined) return
  const deadline = performance.now() + graceMs
  let isThere = tellGroup(pid, signal)
  while (isThere && performance.now() < deadline) {
    await sleep(LOOK_EVERY_MS)
    isThere = tellGroup(pid, 0)
  }
  if (isThere) tellGroup(pid, 'SIGKILL')
}

/**
 * @param {number} leader
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether there is anybody in the group
 */
function tellGroup(leader, signal) {
  try {
    return process.kill(-leader, signal)
  } catch (fault) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (fault)
    if (code === 'EPERM') return false // macOS says so of a group that has only ended processes left
    if (code !== 'ESRCH') throw fault
    return false
  }
}

/**
 * What ends a program before its own end does: its time (nothing), or a signal to us.
 * @param {number} withinMs
 * @returns {{came: Promise<NodeJS.Signals | undefined>, off: () => void}}
 */
function troubleWithin(withinMs) {
  let off = () => {}
  const came = new Promise(resolve => {
    const timer = setTimeout(resolve, withinMs)
    const forward = (/** @type {NodeJS.Signals} */ signal) => resolve(signal)
    for (const signal of FORWARDED) process.on(signal, forward)
    const watch = onOrphaned(() => resolve('SIGTERM'))
    off = () => {
      clearTimeout(timer)
      clearInterval(watch)
      for (const signal of FORWARDED) process.off(signal, forward)
    }
  })
  return { came, off: () => off() }
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<number>}
 */
function endOf(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 1 : constants.signals[signal])),
    )
  })
}

/**
 * @param {ChildProcess} child
 * @returns {() => string}
 */
function tailOf(child) {
  let tail = ''
  const keep = (/** @type {Buffer} */ chunk) => {
    tail = (tail + chunk).slice(-TAIL_LENGTH_MAX)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return () => tail.trim()
}
