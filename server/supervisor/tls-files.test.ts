// Where web is a user of its own it is handed copies of the certificate, as new files that only it may read.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDataFolder } from './data-folder.ts'
import { tlsFiles } from './tls-files.ts'

test('a link that lies where the copy goes is replaced, and what it points at is left alone', t => {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-tls-'))
  t.after(() => rmSync(root, { recursive: true }))
  const folder = openDataFolder(join(root, 'data'), undefined)
  writeFileSync(join(root, 'cert.pem'), 'the certificate')
  writeFileSync(join(root, 'key.pem'), 'the key', { mode: 0o600 })
  writeFileSync(join(root, 'victim'), 'of somebody else', { mode: 0o644 })
  symlinkSync(join(root, 'victim'), join(folder.web, 'tls-key.pem'))
  const me = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  const users = { web: me, engine: me, 'strategy-host': me, jobs: me, postgres: me }
  const settings = { TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' }
  for (let starts = 0; starts < 2; starts++) {
    const files = tlsFiles(settings, { folder, users, root })
    assert.deepEqual(files, {
      cert: join(folder.web, 'tls-cert.pem'),
      key: join(folder.web, 'tls-key.pem'),
    })
    assert.equal(readFileSync(join(folder.web, 'tls-key.pem'), 'utf8'), 'the key')
    assert.equal(statSync(join(folder.web, 'tls-key.pem')).mode & 0o777, 0o400)
  }
  assert.equal(readFileSync(join(root, 'victim'), 'utf8'), 'of somebody else')
  assert.equal(statSync(join(root, 'victim')).mode & 0o777, 0o644)
})
