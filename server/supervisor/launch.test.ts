// The walls around each process: what it is handed, and what it may not reach. The canary stands in the place of the web
// process, behind the very launch of the web process, and tries.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { KEPT, type Kept, type Launch, type LaunchGround, launchOf, type Turn } from './launch.ts'
import { spawnChild } from './spawn-child.ts'
import { systemUsers } from './system-users.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const ground: LaunchGround = {
  root,
  environment: {
    PATH: '/bin',
    HOME: '/home/somebody',
    AWS_SECRET_ACCESS_KEY: 'not ours',
    PLIMSOLL_PORT: '4000',
    PLIMSOLL_BACKUP_HOUR: '5',
    DATABASE_URL: 'postgres://owner:secret@db/plimsoll',
    DATABASE_URL_ENGINE: 'postgres://engine:secret@db/plimsoll',
  },
  users: undefined,
  isDev: false,
  build: 'abc',
  origin: 'http://localhost:4000',
  auditFolder: '/data/audit',
  cluster: 'own',
  tls: undefined,
  authSecret: 'what the web process alone may know',
}
const turn: Turn = {
  incarnation: '6f2ff0c8-6b3a-4a9e-8c57-0d9f4f1d2a10',
  predecessor: 'b6a0b1de-0a55-4c0f-9f0c-6c2b7a1b0c11',
  restarts: 3,
  databaseUrl: 'postgres://own:password@db/plimsoll',
}

test('each process is handed its own names and no others', () => {
  const names = Object.fromEntries(
    KEPT.map(kept => [kept, Object.keys(launchOf(kept, ground, turn).env).sort()]),
  )
  const handed = [
    'PLIMSOLL_BUILD',
    'PLIMSOLL_INCARNATION',
    'PLIMSOLL_ORIGIN',
    'PLIMSOLL_PROCESS',
    'PLIMSOLL_RESTARTS',
  ]
  assert.deepEqual(names, {
    'strategy-host': ['NODE_ENV', ...handed].sort(),
    engine: ['DATABASE_URL_ENGINE', 'NODE_ENV', 'PLIMSOLL_PREDECESSOR', ...handed].sort(),
    jobs: [
      'DATABASE_URL_JOBS',
      'NODE_ENV',
      'PLIMSOLL_AUDIT_FOLDER',
      'PLIMSOLL_BACKUP_HOUR',
      'PLIMSOLL_CLUSTER',
      ...handed,
    ].sort(),
    web: [
      ...['DATABASE_URL_WEB', 'NEXT_PRIVATE_OUTPUT_TRACE_ROOT', 'NEXT_TELEMETRY_DISABLED', 'NODE_ENV'],
      ...['NEXTAUTH_SECRET', 'NEXTAUTH_URL', 'PLIMSOLL_PORT', 'UV_THREADPOOL_SIZE'],
      ...['__NEXT_PROCESSED_ENV', ...handed],
    ].sort(),
  })
})

test('nobody but the supervisor sees the owner of the database', () => {
  for (const kept of KEPT) {
    assert.doesNotMatch(JSON.stringify(launchOf(kept, ground, turn).env), /owner:secret|not ours/)
  }
})

test('the strategy host and web stand behind the permission model, and only web may reach addons', () => {
  const has = (kept: Kept, flag: string) => launchOf(kept, ground, turn).args.includes(flag)
  assert.deepEqual(
    KEPT.map(kept => [kept, has(kept, '--permission'), has(kept, '--allow-addons')]),
    [
      ['engine', false, false],
      ['strategy-host', true, false],
      ['jobs', false, false],
      ['web', true, true],
    ],
  )
  const flags = KEPT.flatMap(kept => launchOf(kept, ground, turn).args)
  assert.ok(flags.every(flag => !/^--allow-(child-process|worker|fs-write|wasi)/.test(flag)))
})

test('as root each process has a user of its own', () => {
  const user = (uid: number) => ({ uid, gid: uid })
  const users = { web: user(1), engine: user(2), 'strategy-host': user(3), jobs: user(4), postgres: user(5) }
  const uids = KEPT.map(kept => launchOf(kept, { ...ground, users }, turn).uid)
  assert.deepEqual(uids, [2, 3, 4, 1])
})

const CANARY = `
  import { execFileSync } from 'node:child_process'
  import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
  import { Worker } from 'node:worker_threads'
  const [secrets, supervisor] = process.argv.slice(-2)
  const attempts = {
    secret: () => readFileSync(secrets + '/database-engine', 'utf8'),
    folder: () => readdirSync(secrets),
    environment: () => readFileSync('/proc/' + supervisor + '/environ', 'utf8'),
    outside: () => readFileSync('/etc/passwd', 'utf8'),
    write: () => writeFileSync(secrets + '/mine', 'x'),
    code: () => writeFileSync('server/web.ts', 'x', { flag: 'a' }),
    program: () => execFileSync('/bin/sh', ['-c', 'id']),
    worker: () => new Worker('1', { eval: true }),
  }
  for (const [name, attempt] of Object.entries(attempts)) {
    let got = 'REACHED'
    try { attempt() } catch (fault) { got = fault.code }
    console.log(name + ' ' + got)
  }
`

/** The launch as it is, with the canary in the place of the entry. */
function canaryOf(launch: Launch, words: readonly string[]): Promise<string[]> {
  const args = [...launch.args.slice(0, -1), '--input-type=module', '-e', CANARY, '--', ...words]
  const lines: string[] = []
  const child = spawnChild(
    { ...launch, args },
    { onMessage: () => undefined, onLine: line => lines.push(line), onDrop: () => undefined },
  )
  return child.exited.then(() => lines)
}

for (const kept of ['web', 'strategy-host'] as const) {
  test(`from inside ${kept} nothing of the others can be read, written or started`, async t => {
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-canary-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const secrets = join(folder, 'secrets')
    mkdirSync(secrets, { mode: 0o700 })
    writeFileSync(join(secrets, 'database-engine'), 'the password', { mode: 0o600 })
    const launch = launchOf(kept, { ...ground, users: systemUsers() }, turn)
    const lines = await canaryOf(launch, [secrets, String(process.pid)])
    assert.equal(lines.length, 8, lines.join('\n'))
    for (const line of lines) assert.match(line, / (ERR_ACCESS_DENIED|EACCES|EPERM)$/)
  })
}
