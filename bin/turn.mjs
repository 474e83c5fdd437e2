// Two commands that want to prepare one checkout take turns: installing packages twice at once breaks both.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const LOOK_EVERY_MS = 250

/**
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTurn(root, work) {
  const mark = join(root, '.runtime', 'preparing')
  mkdirSync(join(root, '.runtime'), { recursive: true })
  while (!take(mark)) await setTimeout(LOOK_EVERY_MS)
  try {
    return await work()
  } finally {
    rmSync(mark, { force: true })
  }
}

/** @param {string} mark */
function take(mark) {
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' })
    return true
  } catch (fault) {
    if (/** @type {NodeJS.ErrnoException} */ (fault).code !== 'EEXIST') throw fault
    if (!isAlive(mark)) rmSync(mark, { force: true })
    return false
  }
}

/** @param {string} mark */
function isAlive(mark) {
  try {
    return process.kill(Number(readFileSync(mark, 'utf8')) || process.pid, 0)
  } catch (fault) {
    // Somebody else's process lives; a mark that vanished between two looks is free.
    return /** @type {NodeJS.ErrnoException} */ (fault).code === 'EPERM'
  }
}
