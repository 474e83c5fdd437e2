// Which files of a checkout are its sources: what git tracks, and what it does not track or ignore as long as everybody
// may read it. A file that its owner closed to others is nobody else's, whatever its name.
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const OTHERS_READ = 0o004
const OTHERS_ENTER = 0o001
const LIST_BYTES_MAX = 64 * 1024 * 1024

/** @typedef {{files: string[], withheld: string[]}} Sources */

/**
 * @param {string} checkout
 * @returns {Sources} paths from the checkout: what belongs to everybody, and what was left out because it does not
 */
export function sourcesOf(checkout) {
  const git = filesOfGit(checkout)
  if (git === undefined) return sorted(checkout, filesOfFolder(checkout, ignoredBy(checkout)))
  const { files, withheld } = sorted(checkout, git.others)
  // What is in the repository is known to everybody who has it, however the clone's umask closed it.
  return { files: [...git.tracked, ...files], withheld }
}

/**
 * @param {string} checkout
 * @param {readonly string[]} paths
 * @returns {Sources}
 */
function sorted(checkout, paths) {
  const isOpen = (/** @type {string} */ path) => isOpenBelow(checkout, path)
  return { files: paths.filter(isOpen), withheld: paths.filter(path => !isOpen(path)) }
}

/** Inside the checkout: that others cannot enter the checkout itself is why anybody asks. */
function isOpenBelow(/** @type {string} */ checkout, /** @type {string} */ path) {
  const status = lstatSync(join(checkout, path))
  if (!status.isSymbolicLink() && (status.mode & OTHERS_READ) === 0) return false
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if ((lstatSync(join(checkout, folder)).mode & OTHERS_ENTER) === 0) return false
  }
  return true
}

/**
 * @param {string} checkout
 * @returns {{tracked: string[], others: string[]} | undefined} nothing where there is no repository, or no git
 */
function filesOfGit(checkout) {
  if (!existsSync(join(checkout, '.git'))) return undefined
  try {
    const tracked = listed(checkout, ['--cached'])
    return { tracked, others: listed(checkout, ['--others', '--exclude-standard']) }
  } catch {
    return undefined // git is not there, or does not take this for a repository: then .gitignore is all that is known
  }
}

/**
 * @param {string} checkout
 * @param {readonly string[]} which
 */
function listed(checkout, which) {
  // The checkout may be another user's, and a hook that starts us has named its own repository to git.
  const settings = ['-c', `safe.directory=${checkout}`, '-c', 'core.fsmonitor=false']
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  const env = /** @type {NodeJS.ProcessEnv} */ (Object.fromEntries(others))
  const said = execFileSync('git', [...settings, '-C', checkout, 'ls-files', '-z', ...which], {
    env: { ...env, GIT_CEILING_DIRECTORIES: dirname(checkout) },
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: LIST_BYTES_MAX,
    encoding: 'utf8',
  })
  // Listed too: a file that was deleted, a repository inside this one, and each side of a conflict.
  return [...new Set(said.split('\0'))].filter(path => path !== '' && isFile(join(checkout, path)))
}

function isFile(/** @type {string} */ path) {
  const status = lstatSync(path, { throwIfNoEntry: false })
  return status !== undefined && (status.isFile() || status.isSymbolicLink())
}

/** The plain entries of .gitignore: names anywhere, paths from the root, and endings. */
function ignoredBy(/** @type {string} */ checkout) {
  const text = readFileSync(join(checkout, '.gitignore'), 'utf8')
  const entries = text.split('\n').map(line => line.trim().replace(/\/$/, ''))
  const plain = entries.filter(entry => entry !== '' && !entry.includes('*'))
  const rooted = new Set(plain.filter(entry => entry.includes('/')).map(entry => entry.replace(/^\//, '')))
  const anywhere = new Set([...plain.filter(entry => !entry.includes('/')), '.git'])
  const endings = entries.filter(entry => entry.startsWith('*')).map(entry => entry.slice(1))
  return (/** @type {string} */ path) =>
    rooted.has(path) ||
    anywhere.has(path.slice(path.lastIndexOf('/') + 1)) ||
    endings.some(ending => path.endsWith(ending))
}

/**
 * @param {string} root
 * @param {(path: string) => boolean} isIgnored
 * @param {string} [folder]
 * @returns {string[]}
 */
function filesOfFolder(root, isIgnored, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (isIgnored(path)) return []
    if (entry.isDirectory()) return filesOfFolder(root, isIgnored, path)
    return entry.isFile() || entry.isSymbolicLink() ? [path] : []
  })
}
