// The packages: exactly what the lockfile says, with install scripts off.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runQuietly } from './command.mjs'
import { Trouble } from './step.mjs'

/** @typedef {{version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[]}} Locked */
/** @typedef {{platform: string, arch: string}} Machine */

const LINES_MAX = 8

/** npm leaves its own record of what stands in node_modules; it must say what the lockfile says. */
export function hasPackages(/** @type {string} */ root) {
  const record = join(root, 'node_modules', '.package-lock.json')
  return existsSync(record) && isInstalled(readLock(join(root, 'package-lock.json')), readLock(record))
}

/**
 * @param {Record<string, Locked>} wanted
 * @param {Record<string, Locked>} there
 * @param {Machine} [machine]
 */
export function isInstalled(wanted, there, machine = process) {
  const names = Object.keys(wanted).filter(name => name !== '')
  if (names.length === 0 || Object.keys(there).some(name => !(name in wanted))) return false
  return names.every(name => {
    const lock = wanted[name] ?? {}
    const found = there[name]
    if (found === undefined) return lock.optional === true && !isFor(lock, machine)
    // A package of another platform stands in the lockfile without its hash; npm records what it got.
    const isSame = lock.integrity === undefined || found.integrity === lock.integrity
    return found.version === lock.version && isSame
  })
}

/** @param {string} root */
export async function installPackages(root) {
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const { code, tail } = await npm(args, root)
  if (code !== 0) {
    throw new Trouble(
      `The packages could not be installed:\n${firstLines(tail)}`,
      'check the way to the npm registry (npm ping), the free disk space and who owns node_modules, then start again',
    )
  }
}

/**
 * The npm that started us, or the one on the path.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function npm(args, cwd) {
  const script = process.env['npm_execpath'] ?? ''
  const isNpm = /npm-cli\.c?js$/.test(script)
  const program = isNpm ? [process.execPath, script] : ['npm']
  return runQuietly([...program, ...args], { cwd, env: { ...process.env, NODE_ENV: 'development' } })
}

/** npm begins with the fault and goes on with its own manual. */
function firstLines(/** @type {string} */ said) {
  const lines = said.split('\n').filter(line => /^npm error \S/.test(line))
  return (lines.length === 0 ? said.split('\n') : lines).slice(0, LINES_MAX).join('\n')
}

/** A package of another machine, or one that no machine asks for by itself, may be absent. */
function isFor(/** @type {Locked} */ lock, /** @type {Machine} */ { platform, arch }) {
  if (lock.os === undefined || lock.libc !== undefined) return false
  return lock.os.includes(platform) && (lock.cpu === undefined || lock.cpu.includes(arch))
}

/**
 * @param {string} path
 * @returns {Record<string, Locked>}
 */
function readLock(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}
