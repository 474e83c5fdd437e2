// Runs another program: in silence, keeping the end of what it said, or in our place, with its signals and its exit code.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const TAIL_LENGTH_MAX = 20_000
const LOOK_EVERY_MS = 500
export const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * @param {readonly string[]} words the program and its arguments
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{code: number, tail: string}>}
 */
export function runQuietly([program = '', ...args], options = {}) {
  return new Promise(resolve => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let tail = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      tail = (tail + chunk).slice(-TAIL_LENGTH_MAX)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', fault => resolve({ code: 127, tail: fault.message }))
    child.on('close', code => resolve({ code: code ?? 1, tail: tail.trim() }))
  })
}

/** Killed outright, npm cannot tell us; but then we are somebody else's child. */
export function onOrphaned(/** @type {() => void} */ act) {
  const parent = process.ppid
  if (process.env['npm_lifecycle_event'] === undefined) return undefined
  return setInterval(() => {
    if (process.ppid !== parent) act()
  }, LOOK_EVERY_MS)
}

/**
 * Hands the terminal over. With `leash`, the program is told by a closed channel when we are killed.
 * @param {readonly string[]} words
 * @param {import('node:child_process').SpawnOptions & {leash?: boolean}} options
 * @returns {Promise<number>} its exit code
 */
export function handOver([program = '', ...args], { leash = false, ...options }) {
  return new Promise((resolve, reject) => {
    const stdio = leash ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit'
    const child = spawn(program, args, { ...options, stdio: /** @type {'inherit'} */ (stdio) })
    const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
    for (const signal of FORWARDED) process.on(signal, forward)
    const watch = onOrphaned(() => child.kill('SIGTERM'))
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const name of FORWARDED) process.off(name, forward)
      clearInterval(watch)
      resolve(code ?? 128 + (signal === null ? 1 : constants.signals[signal]))
    })
  })
}
