// The twin has what the checkout has, forgets what it lost, and leaves alone what is its own.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { isOpenToOthers, syncTwin, withFilesOf } from './twin.mjs'

function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-twin-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

function checkoutIn(folder: string): string {
  const checkout = join(folder, 'checkout')
  for (const dir of ['server/db/generated', 'node_modules/x', 'data', '.git', 'components/data']) {
    mkdirSync(join(checkout, dir), { recursive: true })
    writeFileSync(join(checkout, dir, 'inside'), dir)
  }
  writeFileSync(
    join(checkout, '.gitignore'),
    'node_modules/\n/data/\n.env\n*.tsbuildinfo\nserver/db/generated/\n',
  )
  writeFileSync(join(checkout, '.env'), 'DATABASE_URL=secret')
  writeFileSync(join(checkout, 'a.tsbuildinfo'), '')
  writeFileSync(join(checkout, 'server/main.ts'), 'main')
  return checkout
}

test('a twin holds the sources, readable by all, and nothing that is ignored', t => {
  const folder = scratch(t)
  const checkout = checkoutIn(folder)
  const twin = join(folder, 'twin')
  assert.equal(syncTwin(checkout, twin).changed, 3)
  assert.equal(readFileSync(join(twin, 'components/data/inside'), 'utf8'), 'components/data')
  assert.equal(readFileSync(join(twin, 'server/main.ts'), 'utf8'), 'main')
  assert.equal(statSync(join(twin, 'server/main.ts')).mode & 0o777, 0o644)
  for (const name of ['.env', 'a.tsbuildinfo', 'node_modules', 'data', '.git', 'server/db/generated']) {
    assert.equal(existsSync(join(twin, name)), false, name)
  }
})

test('a twin follows its checkout and keeps its own packages and data', t => {
  const folder = scratch(t)
  const checkout = checkoutIn(folder)
  const twin = join(folder, 'twin')
  syncTwin(checkout, twin)
  mkdirSync(join(twin, 'data'))
  writeFileSync(join(twin, 'data/kept'), 'facts')
  assert.equal(syncTwin(checkout, twin).changed, 0, 'nothing changed, nothing is copied')

  writeFileSync(join(checkout, 'new.ts'), 'new')
  writeFileSync(join(checkout, 'server/main.ts'), 'main, changed')
  assert.equal(syncTwin(checkout, twin).changed, 2)
  rmSync(join(checkout, 'new.ts'))
  assert.equal(syncTwin(checkout, twin).changed, 1)
  assert.equal(existsSync(join(twin, 'new.ts')), false)
  assert.equal(readFileSync(join(twin, 'server/main.ts'), 'utf8'), 'main, changed')
  assert.equal(readFileSync(join(twin, 'data/kept'), 'utf8'), 'facts')
})

test('a folder below one that only its owner may enter is closed to others', t => {
  const folder = scratch(t)
  const inner = join(folder, 'inner')
  mkdirSync(inner)
  chmodSync(inner, 0o755)
  chmodSync(folder, 0o755)
  assert.equal(isOpenToOthers(inner), true)
  chmodSync(folder, 0o700)
  assert.equal(isOpenToOthers(inner), false)
})

test('what a twin was not brought is never taken from it, whatever .gitignore says', t => {
  const folder = scratch(t)
  const checkout = checkoutIn(folder)
  const twin = join(folder, 'twin')
  syncTwin(checkout, twin)
  mkdirSync(join(twin, 'ledger'))
  writeFileSync(join(twin, 'ledger/kept'), 'facts')
  writeFileSync(join(checkout, '.gitignore'), 'node_modules/\n')
  rmSync(join(checkout, 'data'), { recursive: true })
  syncTwin(checkout, twin)
  assert.equal(readFileSync(join(twin, 'ledger/kept'), 'utf8'), 'facts')
})

test('a file that its owner closed to others stays at home', t => {
  const folder = scratch(t)
  const checkout = checkoutIn(folder)
  const twin = join(folder, 'twin')
  writeFileSync(join(checkout, 'tls-key.pem'), 'key')
  syncTwin(checkout, twin)
  assert.ok(existsSync(join(twin, 'tls-key.pem')), 'open to others, so it is no secret')
  chmodSync(join(checkout, 'tls-key.pem'), 0o600)
  mkdirSync(join(checkout, 'private'), { mode: 0o700 })
  writeFileSync(join(checkout, 'private/key.pem'), 'key')
  assert.deepEqual(syncTwin(checkout, twin).withheld.sort(), ['private/key.pem', 'tls-key.pem'])
  for (const name of ['private', 'tls-key.pem']) assert.equal(existsSync(join(twin, name)), false, name)
})

test('git knows what is code, however the umask of the clone closed it', t => {
  const folder = scratch(t)
  const checkout = checkoutIn(folder)
  const twin = join(folder, 'twin')
  rmSync(join(checkout, '.git'), { recursive: true })
  if (spawnSync('git', ['init', '-q'], { cwd: checkout }).status !== 0) return t.skip('there is no git here')
  chmodSync(join(checkout, 'server/main.ts'), 0o600)
  assert.equal(spawnSync('git', ['add', '--all'], { cwd: checkout }).status, 0)
  writeFileSync(join(checkout, '.env.production'), 'DATABASE_URL=secret', { mode: 0o600 })
  writeFileSync(join(checkout, 'new.ts'), 'new')
  assert.deepEqual(syncTwin(checkout, twin), { changed: 4, withheld: ['.env.production'] })
  assert.equal(statSync(join(twin, 'server/main.ts')).mode & 0o777, 0o644)
  for (const name of ['.env', '.env.production', 'data', '.git']) {
    assert.equal(existsSync(join(twin, name)), false, name)
  }
  rmSync(join(checkout, 'new.ts'))
  assert.equal(syncTwin(checkout, twin).changed, 1)
})

test('a setting that names a file of the checkout still names it from the twin', () => {
  const env = {
    TLS_KEY: 'tls/key.pem',
    TLS_CERT: '/etc/cert.pem',
    DATABASE_URL_WEB_FILE: 'url',
    SSL_CERT_FILE: 'x',
  }
  assert.deepEqual(withFilesOf({ ...env, PLIMSOLL_DATA: 'data', DATABASE_URL_FILE: '' }, '/opt/desk'), {
    TLS_KEY: '/opt/desk/tls/key.pem',
    TLS_CERT: '/etc/cert.pem',
    DATABASE_URL_WEB_FILE: '/opt/desk/url',
    DATABASE_URL_FILE: '',
    SSL_CERT_FILE: 'x',
    PLIMSOLL_DATA: 'data',
  })
})
