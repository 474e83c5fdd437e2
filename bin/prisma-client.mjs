// The Prisma client: made from the schema whenever that, or Prisma itself, changed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runQuietly } from './command.mjs'
import { Trouble } from './step.mjs'

const SCHEMA = 'prisma/schema.prisma'
const STAMP = 'server/db/generated/.stamp'

/** @param {string} root */
export function hasPrismaClient(root) {
  const stamp = join(root, STAMP)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(root)
}

/**
 * @param {string} root
 * @param {string} node
 */
export async function makePrismaClient(root, node) {
  // Taken before the work: a schema that changes in the meantime leaves a stale stamp, and the client is made again.
  const stamp = stampOf(root)
  const words = [node, 'node_modules/prisma/build/index.js', 'generate', '--schema', SCHEMA]
  const env = {
    ...process.env,
    // `generate` needs no engine, but wants to fetch one unless this names a file that exists.
    PRISMA_SCHEMA_ENGINE_BINARY: node,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
  const { code, tail } = await runQuietly(words, { cwd: root, env })
  if (code !== 0) {
    throw new Trouble(
      `The Prisma client could not be made from ${SCHEMA}:\n${tail}`,
      'mend the schema if you changed it; otherwise remove node_modules and start again',
    )
  }
  writeFileSync(join(root, STAMP), stamp)
}

/** @param {string} root */
function stampOf(root) {
  const hash = createHash('sha256')
  for (const file of [SCHEMA, 'node_modules/prisma/package.json']) {
    hash.update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}
