// Started as root, the desk's processes run as users of their own, and those must reach the code. Where the checkout stands
// below a folder that only root may enter, everything runs from a twin of it in a place that others can read.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { sourcesOf } from './sources.mjs'
import { Trouble } from './step.mjs'

const TWINS = '/var/lib/plimsoll'
const BROUGHT = '.runtime/brought.json'
/** Settings that name a file of the operator's, which stays where it is. */
const NAMES_FILE = /^(TLS_CERT|TLS_KEY|(DATABASE_URL|PLIMSOLL_)\w*_FILE)$/
const OTHERS_READ = 0o004
const OTHERS_ENTER = 0o001

/** May a user who owns nothing here read this file, or list this folder? */
export function isOpenToOthers(/** @type {string} */ path) {
  const { mode } = statSync(path)
  const needed = statSync(path).isDirectory() ? OTHERS_READ | OTHERS_ENTER : OTHERS_READ
  if ((mode & needed) !== needed) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & OTHERS_ENTER) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/** The folder to run from: the checkout itself, or the place of its twin. */
export function placeOf(/** @type {string} */ checkout) {
  if (process.getuid?.() !== 0) return checkout
  const real = realpathSync(checkout)
  const probes = ['.', 'package.json', 'node_modules', 'node_modules/next/package.json', '.runtime']
  const isOpen = probes.every(name => !existsSync(join(real, name)) || isOpenToOthers(join(real, name)))
  return isOpen ? checkout : join(TWINS, createHash('sha256').update(real).digest('hex').slice(0, 12))
}

/**
 * From a twin a relative path would lead to the twin; its owner means the checkout.
 * @param {Record<string, string | undefined>} env
 * @param {string} checkout
 * @returns {Record<string, string | undefined>}
 */
export function withFilesOf(env, checkout) {
  const moved = Object.entries(env).map(([name, value]) => [
    name,
    value && NAMES_FILE.test(name) ? resolve(checkout, value) : value,
  ])
  return Object.fromEntries(moved)
}

/**
 * Makes the twin equal to the checkout's sources: packages, builds and data are its own.
 * @param {string} checkout
 * @param {string} twin
 * @returns {{changed: number, withheld: string[]}} how many files changed, and which stayed at home
 */
export function syncTwin(checkout, twin) {
  try {
    mkdirSync(twin, { recursive: true, mode: 0o755 })
    const { files, withheld } = sourcesOf(checkout)
    const wanted = new Set(files)
    const left = broughtBefore(twin).filter(path => !wanted.has(path))
    for (const path of left) rmSync(join(twin, path), { force: true })
    const changed = files.filter(path => bring(join(checkout, path), join(twin, path)))
    mkdirSync(join(twin, dirname(BROUGHT)), { recursive: true })
    writeFileSync(join(twin, BROUGHT), JSON.stringify(files))
    return { changed: left.length + changed.length, withheld }
  } catch (fault) {
    throw new Trouble(
      `The checkout could not be copied to ${twin}: ${/** @type {Error} */ (fault).message}`,
      'move the checkout to a folder that every user may enter, such as /opt, and start again',
    )
  }
}

/**
 * Only what a sync brought may a later one take away: the data of a desk may lie in the twin, whatever .gitignore says of it.
 * @param {string} twin
 * @returns {string[]}
 */
function broughtBefore(twin) {
  const path = join(twin, BROUGHT)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {boolean} whether there was something to do
 */
function bring(from, to) {
  const source = lstatSync(from)
  const target = lstatSync(to, { throwIfNoEntry: false })
  const isSame = target !== undefined && target.size === source.size && +target.mtime === +source.mtime
  if (isSame && !source.isSymbolicLink()) return false
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
  rmSync(to, { force: true })
  if (source.isSymbolicLink()) {
    symlinkSync(readlinkSync(from), to)
    return target === undefined
  }
  copyFileSync(from, to)
  chmodSync(to, (source.mode & 0o111) === 0 ? 0o644 : 0o755)
  utimesSync(to, source.atime, source.mtime)
  return true
}
