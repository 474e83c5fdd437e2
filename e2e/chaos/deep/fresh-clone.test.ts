// `npm start` on a fresh clone ends in a running desk, with nothing but the machine's own Node and npm: packages, client and
// pages are made on the way. The second start finds all of it.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, rmdirSync, rmSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { delimiter, join, sep } from 'node:path'
import { type TestContext, test } from 'node:test'
import { processEnvironment } from '#server/env.ts'
import { scratchRoot } from '#server/testing/system-user.ts'
import { type Desk, follow, inherited, prepareSite, type Site, stopDesk, withLastWords } from '../desk.ts'
import { isAlive } from '../processes.ts'
import { until } from '../until.ts'

/** Packages over a slow line, and a build on a small machine. */
const FRESH_START_WITHIN_MS = 1_800_000
const SECOND_START_WITHIN_MS = 180_000
const CHECKOUT = processEnvironment()['TEST_CHECKOUT'] ?? join(import.meta.dirname, '../../..')
const IS_ROOT = process.getuid?.() === 0
/** Where root's desks run from when their checkout is closed to others. */
const TWINS = '/var/lib/plimsoll'
const STEPS = [
  ...(IS_ROOT ? ['Twin'] : []),
  ...[
    'Node',
    'Packages',
    'Prisma client',
    'Data folder',
    'Ports',
    'Pages',
    'Database',
    'Migrations',
    'Processes',
  ],
]

test('npm start on a fresh clone ends in a running desk, and starts again with nothing to do', async t => {
  const [clone, site] = [await freshClone(), await prepareSite()]
  const first = startedIn(clone, { t, site })
  const link = await untilLinkOf(first, FRESH_START_WITHIN_MS)
  assert.equal(new URL(link).origin, site.origin)
  assert.match(new URL(link).hash, /^#\S{16,}$/)
  for (const address of [link, `${site.origin}/healthz`]) {
    assert.equal((await fetch(address)).status, 200, address)
  }
  const made = stepsOf(first)
  assert.deepEqual([...made.keys()], STEPS)
  assert.match(made.get('Packages') ?? '', /^installed /)
  assert.match(made.get('Prisma client') ?? '', /^made /)
  assert.match(made.get('Pages') ?? '', /^built/)
  t.diagnostic(`first start: ${[...made].map(step => step.join(': ')).join('; ')}`)
  await ctrlC(first)

  const second = startedIn(clone, { t, site })
  await untilLinkOf(second, SECOND_START_WITHIN_MS)
  const found = stepsOf(second)
  assert.deepEqual([...found.keys()], STEPS)
  if (IS_ROOT) assert.match(found.get('Twin') ?? '', / 0 files brought/)
  assert.match(found.get('Node') ?? '', /^(this one|in \.runtime) \(/)
  assert.match(found.get('Packages') ?? '', /^as the lockfile says \(/)
  assert.match(found.get('Prisma client') ?? '', /^as the schema says \(/)
  assert.match(found.get('Pages') ?? '', /^as the sources say \(/)
  t.diagnostic(`second start: ${[...found].map(step => step.join(': ')).join('; ')}`)
  await ctrlC(second)
})

/** What is committed, in a folder that nobody else may enter. */
async function freshClone(): Promise<string> {
  const folder = await mkdtemp(join(scratchRoot(), 'plimsoll-fresh-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  assert.equal((await stat(folder)).mode & 0o777, 0o700)
  // A hook that runs the tests names its own repository to git; and the checkout may be another user's.
  const others = Object.entries(processEnvironment()).filter(([name]) => !name.startsWith('GIT_'))
  const config = join(folder, 'gitconfig')
  await writeFile(config, '[safe]\n\tdirectory = *\n')
  const clone = join(folder, 'plimsoll')
  execFileSync('git', ['clone', '--quiet', CHECKOUT, clone], {
    env: { ...Object.fromEntries(others), NODE_ENV: 'production', GIT_CONFIG_GLOBAL: config },
  })
  return clone
}

function startedIn(clone: string, { t, site }: { t: TestContext; site: Site }): Desk {
  const desk = follow(spawn('npm', ['start'], { cwd: clone, env: { ...personal(), ...site.env } }))
  const hadTwins = existsSync(TWINS)
  t.after(async () => {
    if (isAlive(desk.pid)) await stopDesk(desk, 'SIGTERM', 'terminal')
    const twin = /the desk runs from (\S+) /.exec(desk.said())?.[1]
    if (twin?.startsWith(TWINS + sep)) await rm(twin, { recursive: true, force: true })
    if (!hadTwins && existsSync(TWINS)) rmdirSync(TWINS)
  })
  return desk
}

/** The environment of somebody at a shell: nothing of the npm and the Node that run this test, and not their place. */
function personal() {
  const kept = Object.entries(inherited()).filter(([name]) => !/^(npm_|NODE|TEST_|INIT_CWD|GIT_)/.test(name))
  const path = (processEnvironment()['PATH'] ?? '').split(delimiter)
  const own = path.filter(folder => !/\/(\.runtime|node_modules)\//.test(`${folder}/`))
  const env: Partial<NodeJS.ProcessEnv> = { ...Object.fromEntries(kept), PATH: own.join(delimiter) }
  return env as NodeJS.ProcessEnv // Next's types want a NODE_ENV; a shell has none
}

async function untilLinkOf(desk: Desk, withinMs: number): Promise<string> {
  const look = () => {
    const link = /^ {2}Set-up link {2}(\S+)\n/m.exec(desk.said())?.[1]
    assert(link !== undefined || isAlive(desk.pid), 'it ended before it ran')
    return link
  }
  return withLastWords(desk, until('a set-up link', withinMs, look))
}

/** Each step by its name, with what it found or did and the time it took: a step without a time is none. */
function stepsOf(desk: Desk): Map<string, string> {
  const lines = desk
    .said()
    .split('\n')
    .filter(line => / … /.test(line))
  return new Map(
    lines.map(line => {
      const [, name = '', told = ''] = /^ {2}(.+?) … (.+ \(\d+\.\d s\))$/.exec(line) ?? []
      assert(name !== '', `a step without a time: ${line}`)
      return [name, told]
    }),
  )
}

async function ctrlC(desk: Desk): Promise<void> {
  const exit = await stopDesk(desk, 'SIGINT', 'terminal')
  assert.deepEqual(exit, { code: 0, signal: null }, desk.complaints().join('\n'))
  const complaints = desk.complaints().filter(line => !/^npm (warn|notice)/.test(line)) // npm's own, of its settings
  assert.deepEqual(complaints, [])
}
