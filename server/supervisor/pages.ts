// The pages as Next builds them: built when their sources changed, known by a stamp over all of those.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '#server/env.ts'
import { StartFault } from './start-fault.ts'

const SOURCES = [
  ...['app', 'components', 'lib', 'server', 'public', 'prisma'],
  ...['next.config.js', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json'],
]
const NO_SOURCE = /\.test\.tsx?$|\/generated(\/|$)/
const STAMP = '.next/plimsoll-stamp'
const TAIL_LENGTH_MAX = 4_000

/** The same for the same sources: it names the build, too. */
export function sourceStamp(root: string): string {
  const hash = createHash('sha256').update(process.version)
  for (const path of SOURCES.flatMap(source => filesOf(root, source))) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

export function hasPages(root: string, stamp: string): boolean {
  const path = join(root, STAMP)
  return existsSync(path) && readFileSync(path, 'utf8') === stamp
}

export type BuildOrder = { stamp: string; environment: Environment; signal: AbortSignal }

export async function buildPages(root: string, of: BuildOrder): Promise<void> {
  rmSync(join(root, STAMP), { force: true })
  const { code, tail } = await nextBuild(root, of)
  if (code !== 0) {
    throw new StartFault(
      `the pages could not be built (next build ended with ${code}; it needs memory, room on the disk and a folder .next that this user may write: see to them and start again):\n${tail}`,
    )
  }
  writeFileSync(join(root, STAMP), of.stamp)
}

function filesOf(root: string, path: string): string[] {
  const entry = statSync(join(root, path), { throwIfNoEntry: false })
  if (entry === undefined || NO_SOURCE.test(path)) return []
  if (!entry.isDirectory()) return [path]
  const names = readdirSync(join(root, path)).sort()
  return names.flatMap(name => filesOf(root, `${path}/${name}`))
}

/** Building runs our own route modules: it gets no setting and no secret. */
function nextBuild(
  root: string,
  { environment, signal }: BuildOrder,
): Promise<{ code: number; tail: string }> {
  const { PATH, HOME } = environment
  const env = { PATH, HOME, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const
  return new Promise(resolve => {
    const next = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      cwd: root,
      env,
      signal,
    })
    let tail = ''
    const keep = (chunk: Buffer) => {
      tail = (tail + String(chunk)).slice(-TAIL_LENGTH_MAX)
    }
    next.stdout.on('data', keep)
    next.stderr.on('data', keep)
    next.once('error', fault => resolve({ code: 1, tail: fault.message }))
    next.once('close', code => resolve({ code: code ?? 1, tail: tail.trim() }))
  })
}
