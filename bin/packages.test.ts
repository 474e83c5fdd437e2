// What stands in node_modules is compared with the lockfile: nothing missing, nothing else, nothing of another machine.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInstalled } from './packages.mjs'

const here = { platform: 'linux', arch: 'x64' }
const plain = { version: '1.0.0', integrity: 'sha512-a' }
const forMac = { ...plain, optional: true, os: ['darwin'], cpu: ['arm64'] }
const forUs = { ...plain, optional: true, os: ['linux'], cpu: ['x64'] }

test('what the lockfile says is installed', () => {
  assert.ok(isInstalled({ '': {}, a: plain, mac: forMac, us: forUs }, { a: plain, us: forUs }, here))
})

test('a missing, another or a superfluous package is not what the lockfile says', () => {
  const wanted = { '': {}, a: plain, us: forUs }
  const there = { a: plain, us: forUs }
  assert.equal(isInstalled(wanted, { us: forUs }, here), false)
  assert.equal(isInstalled(wanted, { a: plain }, here), false, 'the part made for this machine is needed')
  assert.equal(isInstalled(wanted, { ...there, a: { ...plain, version: '1.0.1' } }, here), false)
  assert.equal(isInstalled(wanted, { ...there, a: { ...plain, integrity: 'sha512-b' } }, here), false)
  assert.equal(isInstalled(wanted, { ...there, b: plain }, here), false)
})

test('a hash that the lockfile does not know is npm’s to check', () => {
  const { integrity: _, ...withoutHash } = forUs
  assert.ok(isInstalled({ '': {}, us: withoutHash }, { us: forUs }, here))
})

test('an empty lockfile installs nothing, so nothing is never enough', () => {
  assert.equal(isInstalled({ '': {} }, {}, here), false)
})
