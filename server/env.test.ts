// The environment is read at one door: all faults together, nothing unknown, each process its own part.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { type Environment, HANDED_DOWN, readOwnSettings, readSettings, settingsFor } from './env.ts'
import { type Reader, SETTINGS, type SettingName } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-env-'))
after(() => rmSync(folder, { recursive: true }))

const PASSWORD = 'correct-horse'
const OWNER_URL = `postgres://owner:${PASSWORD}@db.example:5432/desk`

function faultsOf(environment: Environment): string[] {
  const read = readSettings(environment)
  return read.ok ? [] : read.error
}

test('nothing set is a running desk on loopback', () => {
  const read = readSettings({})
  assert(read.ok)
  assert.equal(read.value.PLIMSOLL_HOST, '127.0.0.1')
  assert.equal(read.value.PLIMSOLL_PORT, 3000)
  assert.equal(read.value.DATABASE_URL, undefined)
})

test('an empty value is an unset one', () => {
  const read = readSettings({ PLIMSOLL_PORT: '', DATABASE_URL: '' })
  assert(read.ok)
  assert.equal(read.value.PLIMSOLL_PORT, 3000)
})

test('every fault is told at once, by the name of its setting', () => {
  const faults = faultsOf({
    PLIMSOLL_PORT: '70000',
    PLIMSOLL_HOST: 'localhost',
    PLIMSOLL_BACKUP_HOUR: '24',
    DATABASE_URL: 'mysql://x',
    PLIMSOLL_PROT: '3000',
    TLS_CERT: 'cert.pem',
  })
  const named = faults.map(fault => fault.slice(0, fault.indexOf(':')))
  assert.deepEqual(named.sort(), [
    'DATABASE_URL',
    'PLIMSOLL_BACKUP_HOUR',
    'PLIMSOLL_HOST',
    'PLIMSOLL_PORT',
    'PLIMSOLL_PROT',
    'TLS_CERT, TLS_KEY',
  ])
})

test('whatever has our prefix and is no setting is refused, the rest of the world is left alone', () => {
  const known = new Set<string>([...Object.keys(SETTINGS), ...HANDED_DOWN])
  const suffix = fc.stringMatching(/^[A-Z_]{1,20}$/).filter(name => !known.has(`PLIMSOLL_${name}`))
  fc.assert(
    fc.property(suffix, name => {
      assert.equal(faultsOf({ [`PLIMSOLL_${name}`]: 'x', [name]: 'x' }).length, 1)
    }),
  )
})

test('what the supervisor hands down is known to its children, and refused from anybody else', () => {
  const handed = Object.fromEntries(HANDED_DOWN.map(name => [name, 'x']))
  assert.deepEqual(faultsOf(handed), [])
  const read = readOwnSettings({ ...handed, PLIMSOLL_PORT: '70000' })
  assert(!read.ok)
  const named = read.error.map(fault => fault.slice(0, fault.indexOf(':')))
  assert.deepEqual(named, [...HANDED_DOWN, 'PLIMSOLL_PORT'])
  assert(readOwnSettings({ PLIMSOLL_PORT: '4000' }).ok)
})

test('a secret may come from a file, or from the variable, never from both', () => {
  const path = join(folder, 'url')
  writeFileSync(path, `${OWNER_URL}\n`)
  const read = readSettings({ DATABASE_URL_FILE: path })
  assert(read.ok)
  assert.equal(read.value.DATABASE_URL, OWNER_URL)
  assert.match(faultsOf({ DATABASE_URL_FILE: path, DATABASE_URL: OWNER_URL })[0] ?? '', /not both/)
  assert.match(faultsOf({ DATABASE_URL_FILE: join(folder, 'absent') })[0] ?? '', /cannot read .*ENOENT/)
})

test('a database over TCP needs a password, over a socket it does not', () => {
  assert.match(faultsOf({ DATABASE_URL: 'postgres://owner@db.example/desk' })[0] ?? '', /password/)
  assert.deepEqual(faultsOf({ DATABASE_URL: 'postgres://owner@localhost/desk?host=/run/postgresql' }), [])
})

test('no fault ever prints a secret', () => {
  const twisted = OWNER_URL.replace('postgres', 'mysql')
  const faults = faultsOf({ DATABASE_URL: twisted, DATABASE_URL_WEB: 'nonsense', DATABASE_URL_JOBS: twisted })
  assert.equal(faults.length, 3)
  assert.equal(faults.join().includes(PASSWORD), false)
})

test('plain HTTP stays on loopback unless TLS or a named proxy stands before it', () => {
  const beyond = { PLIMSOLL_HOST: '0.0.0.0' }
  assert.match(faultsOf(beyond)[0] ?? '', /loopback only/)
  assert.match(faultsOf({ PLIMSOLL_HOST: '::' })[0] ?? '', /loopback only/)
  assert.deepEqual(faultsOf({ ...beyond, TLS_CERT: 'c.pem', TLS_KEY: 'k.pem' }), [])
  assert.deepEqual(faultsOf({ ...beyond, PLIMSOLL_TRUSTED_PROXY: '10.0.0.2, 10.1.0.0/16' }), [])
  assert.match(
    faultsOf({ PLIMSOLL_TRUSTED_PROXY: 'proxy.example' })[0] ?? '',
    /^PLIMSOLL_TRUSTED_PROXY: must be addresses/,
  )
})

test('a process is handed its own settings and no others', () => {
  const everything: Environment = { HOME: '/root', PATH: '/bin' }
  for (const name of Object.keys(SETTINGS)) everything[name] = `value of ${name}`
  const readers: Reader[] = ['supervisor', 'web', 'engine', 'strategy-host', 'jobs', 'desk']
  for (const reader of readers) {
    const handed = Object.keys(settingsFor(reader, everything))
    const own = (Object.keys(SETTINGS) as SettingName[]).filter(name =>
      (SETTINGS[name].readers as readonly Reader[]).includes(reader),
    )
    assert.deepEqual(handed.sort(), own.sort(), reader)
  }
})

test('no process but the supervisor and its one owner knows a database address', () => {
  for (const [name, of] of Object.entries(SETTINGS)) {
    if (!('secret' in of)) continue
    const others = of.readers.filter(reader => reader !== 'supervisor' && reader !== 'desk')
    assert(others.length <= 1, `${name} is handed to ${others.join()}`)
  }
  assert.deepEqual(settingsFor('strategy-host', { DATABASE_URL: OWNER_URL, DATABASE_URL_WEB: OWNER_URL }), {})
})

test('a secret read from a file is handed down as its value', () => {
  const path = join(folder, 'engine-url')
  writeFileSync(path, OWNER_URL)
  const handed = settingsFor('engine', { DATABASE_URL_ENGINE_FILE: path })
  assert.deepEqual(handed, { DATABASE_URL_ENGINE: OWNER_URL })
})
