// A secret nobody set is made once, strong, and for its owner's eyes.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { secretOf } from './secrets.ts'

test('made on first use, kept ever after, 0600', t => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-secrets-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const secret = secretOf(folder, 'database-web')
  assert.equal(Buffer.from(secret, 'base64url').length, 32)
  assert.equal(secretOf(folder, 'database-web'), secret)
  assert.notEqual(secretOf(folder, 'database-jobs'), secret)
  assert.equal(statSync(join(folder, 'database-web')).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(folder).sort(), ['database-jobs', 'database-web'])
})

test('a file that a crash left empty is no secret', t => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-secrets-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'database-web'), '')
  assert.equal(Buffer.from(secretOf(folder, 'database-web'), 'base64url').length, 32)
})
