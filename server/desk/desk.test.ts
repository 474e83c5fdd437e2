// The operator's tool understands what is typed, says one clear line about what it does not, and answers programs in JSON.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { ok, refused } from '#lib/base/result.ts'
import { epochMs } from '#lib/base/time.ts'
import { readSettings } from '#server/env.ts'
import type { Ground, Report } from './command.ts'
import { answer } from './health.ts'
import { openGround } from './open-ground.ts'
import { parseCommand } from './parse.ts'
import { runDesk } from './run-desk.ts'

const bench = await mkdtemp(join(tmpdir(), 'plimsoll-desk-'))
after(() => rm(bench, { recursive: true }))

const REPORT: Report = {
  pid: 1,
  address: 'http://localhost:3000',
  build: 'b',
  started_at: 0,
  is_ready: true,
  database: 'embedded',
  processes: [{ process: 'engine', state: 'ready', pid: 7, restarts: 0, since_at: 0 }],
}

function ground(tell: Ground['tell'], dataDir = join(bench, 'nothing')): Ground {
  const settings = readSettings({})
  assert(settings.ok)
  return openGround({
    settings: settings.value,
    clock: { now: () => epochMs(1_000), monotonicMs: () => 0 },
    dataDir,
    origin: 'http://localhost:3000',
    cwd: bench,
    owners: () => undefined,
    askSupervisor: async () => REPORT,
    ownerPassword: () => 'secret',
    askPassword: async () => ok('seven grey herons wade upstream'),
    authSecret: () => assert.fail('nobody is let in here'),
    tell,
  })
}

async function type(words: string, dataDir?: string, more: Partial<Ground> = {}) {
  const said: string[] = []
  const complained: string[] = []
  const voice = {
    say: (line: string) => void said.push(line),
    complain: (line: string) => void complained.push(line),
  }
  const typed = words === '' ? [] : words.split(' ')
  const exitCode = await runDesk(typed, voice, tell => ({ ...ground(tell, dataDir), ...more }))
  return { exitCode, said, complained }
}

/** The one object that a program is told. */
function failure({ said }: { said: string[] }): { code: string; text: string } {
  assert.equal(said.length, 1)
  const { ok: isOk, error, ...rest } = JSON.parse(said[0] ?? '')
  assert.deepEqual([isOk, rest, Object.keys(error)], [false, {}, ['code', 'text']])
  return error
}

/** Whatever a command reaches for, it meets this. */
function broken(fault: Error): Partial<Ground> {
  const meet = () => {
    throw fault
  }
  const meetLater = () => Promise.reject(fault)
  return {
    clock: { now: meet, monotonicMs: meet },
    askSupervisor: meetLater,
    withDatabase: meetLater,
    owners: meet,
    ownerPassword: meet,
  }
}

/** Every command with words and options that it takes. */
async function everyCommand(): Promise<{ name: string; words: string }[]> {
  const { commands } = JSON.parse((await type('help --json')).said.join(''))
  assert(commands.length > 6)
  return commands.map(({ name, usage }: Record<'name' | 'usage', string>) => ({
    name,
    words: usage
      .replace('usage: npm run desk -- ', '')
      .replaceAll(/ \[[^\]]*\]/g, '')
      .replaceAll('<days>', '7')
      .replaceAll(/<(\w+)\|[^>]*>/g, '$1') // the first of those that there are
      .replaceAll(/<(\w+)>/g, 'some'),
  }))
}

test('what is asked wrongly is told in one line, and is exit code 2', async () => {
  for (const [words, told] of [
    ['', /no command was given/],
    ['healt', /no command "healt"/],
    ['audit', /no command "audit"/],
    ['health now', /^usage: npm run desk -- health/],
    ['restore', /^usage: .*restore <backup> --into <folder>/],
    ['restore x', /^usage: .*restore <backup> --into <folder>/],
    ['restore x --into', /--into needs a value/],
    ['restore x --into --latest', /--into needs a value/],
    ['backup --fast', /--fast is no option of backup/],
    ['backup --constructor', /--constructor is no option/],
    ['migration', /^usage: .*migration <verb_noun>/],
  ] as const) {
    const { exitCode, said, complained } = await type(words)
    assert.deepEqual([exitCode, said, complained.length], [2, [], 1], words)
    assert.match(complained[0] ?? '', told)
    const forPrograms = await type(`${words} --json`.trim())
    const error = { code: 'USAGE', text: complained[0] ?? '' }
    assert.deepEqual([forPrograms.exitCode, failure(forPrograms)], [2, error], words)
  }
})

test('every command fails to a program in one object, with the exit code that a person gets', async () => {
  for (const { name, words } of await everyCommand()) {
    for (const wrong of [`${words} too-much`, `${words} --no-such-option`]) {
      const [plain, told] = [await type(wrong), await type(`${wrong} --json`)]
      assert.deepEqual([plain.exitCode, told.exitCode, plain.said], [2, 2, []], wrong)
      assert.deepEqual(failure(told), { code: 'USAGE', text: plain.complained[0] }, wrong)
    }
    if (name === 'help') continue // it reaches for nothing
    for (const [thrown, code, exitCode] of [
      [Object.assign(new Error('write'), { code: 'ENOSPC' }), 'ENOSPC', 1],
      [Object.assign(new Error('FOO: there is no such setting'), { exitCode: 78 }), 'SETTINGS', 78],
      [Object.assign(new Error('no such user'), { exitCode: 1 }), 'REFUSED', 1],
      [new TypeError('a bug'), 'INTERNAL', 1],
    ] as const) {
      const [plain, told] = [
        await type(words, undefined, broken(thrown)),
        await type(`${words} --json`, undefined, broken(thrown)),
      ]
      assert.deepEqual([plain.exitCode, told.exitCode, plain.said], [exitCode, exitCode, []], words)
      const { text, ...rest } = failure(told)
      assert.deepEqual([rest.code, text], [code, plain.complained.at(-1)], words)
      assert(text.includes(thrown.message), words)
    }
  }
})

test('the order of options does not matter', () => {
  const command = {
    name: 'restore',
    words: ['backup'],
    options: { into: 'folder', latest: true },
    needs: ['into'],
    about: '',
    run: async () => refused('not run'),
  } as const
  const parts = [['b1'], ['--into', 'there'], ['--latest'], ['--json']]
  fc.assert(
    fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), order => {
      const parsed = parseCommand(['restore', ...order.flat()], [command])
      assert(parsed.ok)
      assert.deepEqual(parsed.value.asked, { words: ['b1'], options: { into: 'there', latest: true } })
      assert.equal(parsed.value.isJson, true)
    }),
  )
})

test('every command is listed with its usage, for people and for programs', async () => {
  const { exitCode, said } = await type('help --json')
  const { commands } = JSON.parse(said.join(''))
  assert.equal(exitCode, 0)
  assert.deepEqual(
    commands.map((command: { name: string }) => command.name),
    [
      ...['health', 'audit verify', 'backup', 'restore', 'setup-link', 'owner create'],
      ...['reset-password', 'sessions list', 'sessions revoke'],
      ...['token create', 'token list', 'token revoke', 'migration', 'help'],
    ],
  )
  const text = await type('help')
  for (const { usage } of commands) assert(text.said.includes(usage.replace(/^usage: /, '')))
})

test('without a desk each command says so in one line', async () => {
  const told = `there is no desk in ${join(bench, 'nothing')}: npm start makes one`
  for (const words of [
    'audit verify',
    'backup',
    'setup-link',
    'owner create Olaf',
    'reset-password Olaf',
    'sessions list Olaf',
    'sessions revoke Olaf',
    'token list',
  ]) {
    const { exitCode, said, complained } = await type(words)
    assert.deepEqual([exitCode, said, complained], [1, [], [told]], words)
    const forPrograms = await type(`${words} --json`)
    assert.deepEqual([forPrograms.exitCode, failure(forPrograms)], [1, { code: 'UNREACHABLE', text: told }])
  }
  const health = await type('health --json')
  assert.equal(health.exitCode, 1)
  assert.equal(JSON.parse(health.said.join('')).supervisor, null)
})

test('a database that does not answer is one line, and health still tells what the supervisor says', async () => {
  const data = join(bench, 'stopped')
  await mkdir(join(data, 'secrets'), { recursive: true })
  await writeFile(join(data, 'secrets', 'database-url'), 'postgresql://plimsoll:x@127.0.0.1:1/plimsoll\n')
  const verify = await type('audit verify', data)
  assert.deepEqual(verify.complained, [
    'the database does not answer (nothing listens there): is the desk running?',
  ])
  const programs = failure(await type('audit verify --json', data))
  assert.deepEqual(programs, { code: 'UNREACHABLE', text: verify.complained[0] })
  const health = await type('health --json', data)
  const told = JSON.parse(health.said.join(''))
  assert.deepEqual([health.exitCode, told.is_well, told.database.state], [1, false, 'down'])
  assert.deepEqual([told.supervisor.is_ready, told.processes[0].state], [true, 'ready'])
})

test('all is well only when everything is', () => {
  const beat = {
    process: 'engine' as const,
    incarnation: 'i',
    pid: 7,
    host: 'h',
    build: 'b',
    started_at: 0,
    beat_at: 400,
    rss_bytes: 5_000_000,
    restarts: 0,
  }
  const database = ok({ measures: { sizeBytes: 1, connections: 1, version: '18' }, beats: [beat] })
  const at = epochMs(1_400)
  const well = answer({ report: REPORT, database, at })
  assert.equal(well.isBad, false)
  assert.deepEqual(well.json['processes'], [
    {
      process: 'engine',
      state: 'ready',
      pid: 7,
      restarts: 0,
      since_at: 0,
      beat_age_ms: 1_000,
      rss_bytes: 5_000_000,
    },
  ])
  const looping = { ...REPORT, processes: REPORT.processes.map(one => ({ ...one, state: 'crash-loop' })) }
  for (const [report, found] of [
    [undefined, database],
    [{ ...REPORT, is_ready: false }, database],
    [looping, database],
    [REPORT, refused('away')],
  ] as const) {
    assert.equal(answer({ report, database: found, at }).isBad, true)
  }
})
