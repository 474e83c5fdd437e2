// The printed address is one where the browser grants keys and passkeys.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Settings } from '#server/settings.ts'
import { originOf } from './origin.ts'

const plain = { PLIMSOLL_HOST: '127.0.0.1', PLIMSOLL_PORT: 3000 } as Settings // the rest is not looked at

function originWith(names: Partial<Settings>): string {
  const origin = originOf({ ...plain, ...names }, 'desk.example')
  return origin.ok ? origin.value : `refused ${origin.error}`
}

test('loopback is localhost by name: passkeys want no address', () => {
  assert.equal(originWith({}), 'http://localhost:3000')
  assert.equal(originWith({ PLIMSOLL_HOST: '::1' }), 'http://localhost:3000')
  assert.equal(originWith({ TLS_CERT: '/c' }), 'https://localhost:3000')
})

test('HTTPS goes by the name of the machine, and the default port is not written', () => {
  assert.equal(
    originWith({ PLIMSOLL_HOST: '0.0.0.0', TLS_CERT: '/c', PLIMSOLL_PORT: 443 }),
    'https://desk.example',
  )
})

test('a given address stands when browsers trust it', () => {
  assert.equal(originWith({ PLIMSOLL_URL: 'https://a.example' }), 'https://a.example')
  assert.equal(originWith({ PLIMSOLL_URL: 'http://localhost:8080' }), 'http://localhost:8080')
  assert.match(
    originWith({ PLIMSOLL_URL: 'http://a.example' }),
    /^refused PLIMSOLL_URL: must begin with https/,
  )
})

test('behind a proxy the address must be said', () => {
  const names = { PLIMSOLL_HOST: '10.0.0.2', PLIMSOLL_TRUSTED_PROXY: ['10.0.0.1'] }
  assert.match(originWith(names), /^refused PLIMSOLL_URL: behind PLIMSOLL_TRUSTED_PROXY/)
})
