// The ground that everything stands on: a place that all of the desk's users can reach, Node 24, the packages of the
// lockfile and the Prisma client. Plain JavaScript without dependencies, for Node 18 and newer.
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bringNode, findNode } from './node24.mjs'
import { hasPackages, installPackages } from './packages.mjs'
import { hasPrismaClient, makePrismaClient } from './prisma-client.mjs'
import { Trouble, tellingSteps } from './step.mjs'
import { inTurn } from './turn.mjs'
import { placeOf, syncTwin, withFilesOf } from './twin.mjs'

export const CHECKOUT = dirname(dirname(fileURLToPath(import.meta.url)))

const NAMES_MAX = 5

/** @typedef {{root: string, node: string, env: NodeJS.ProcessEnv}} Ground */

/**
 * @param {{isQuiet?: boolean}} [options] quiet: only what takes time is told, and not on standard output
 * @returns {Promise<Ground>}
 */
export async function ground({ isQuiet = false } = {}) {
  // What root installs here, the desk's own users must be able to read.
  if (process.getuid?.() === 0) process.umask(0o022)
  const root = placeOf(CHECKOUT)
  const out = isQuiet ? process.stderr : process.stdout
  const { step } = tellingSteps(text => out.write(text))
  if (root !== CHECKOUT) await bringTwin(root, isQuiet ? undefined : step)
  if (!isReady(root) || !isQuiet) {
    mustBeWritable(root)
    await inTurn(root, () => prepare(root, step))
  }
  const node = findNode(root).path
  const moved = root === CHECKOUT ? {} : withFilesOf(process.env, CHECKOUT)
  return {
    root,
    node,
    env: { ...process.env, ...moved, PATH: [dirname(node), process.env['PATH']].join(delimiter) },
  }
}

/** @param {string} root */
function isReady(root) {
  return findNode(root).isThere && hasPackages(root) && hasPrismaClient(root)
}

/** @typedef {(name: string, work: () => Promise<string>) => Promise<void>} Step */

/**
 * @param {string} twin
 * @param {Step | undefined} step
 */
async function bringTwin(twin, step) {
  if (step === undefined) syncTwin(CHECKOUT, twin)
  else await step('Twin', async () => toldOf(twin, syncTwin(CHECKOUT, twin)))
  if (existsSync(join(twin, 'package.json'))) return
  throw new Trouble(
    `The files of ${CHECKOUT} may be read by root alone, so nothing of it was brought to ${twin}.`,
    'clone the repository with git, or open its files to others (chmod -R o+rX), then start again',
  )
}

/**
 * @param {string} twin
 * @param {{changed: number, withheld: readonly string[]}} synced
 */
function toldOf(twin, { changed, withheld }) {
  const place = `only root may enter ${CHECKOUT}, so the desk runs from ${twin} and keeps its data there unless PLIMSOLL_DATA says otherwise`
  const brought = `${changed} files brought`
  if (withheld.length === 0) return `${place}; ${brought}`
  const names = withheld.slice(0, NAMES_MAX).join(', ') + (withheld.length > NAMES_MAX ? ', …' : '')
  return `${place}; ${brought}, left at home because others may not read them: ${names}`
}

/**
 * @param {string} root
 * @param {Step} step
 */
async function prepare(root, step) {
  await step('Node', async () => {
    if (findNode(root).isThere) return process.execPath === findNode(root).path ? 'this one' : 'in .runtime'
    await bringNode(root)
    return 'Node 24 brought into .runtime'
  })
  await step('Packages', async () => {
    if (hasPackages(root)) return 'as the lockfile says'
    await installPackages(root)
    return 'installed as the lockfile says, install scripts off'
  })
  await step('Prisma client', async () => {
    if (hasPrismaClient(root)) return 'as the schema says'
    await makePrismaClient(root, findNode(root).path)
    return 'made from the schema'
  })
}

/** @param {string} root */
function mustBeWritable(root) {
  try {
    accessSync(join(root, 'server/db'), constants.W_OK)
    accessSync(root, constants.W_OK)
  } catch {
    throw new Trouble(
      `${root} cannot be written by this user, and packages and builds belong there.`,
      'start as the user who owns the checkout, or clone it into a folder of your own',
    )
  }
}
