// What is wrong is told before anything starts, all of it at once, with the name of the setting.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { readSettings } from '#server/env.ts'
import { mustBeFree, planOf } from './preflight.ts'
import { StartFault } from './start-fault.ts'

function faultOf(environment: Record<string, string>): StartFault {
  try {
    planOf(environment, '/desk')
  } catch (fault) {
    assert.ok(fault instanceof StartFault)
    return fault
  }
  throw new Error('nothing was found')
}

test('every fault is named, and the exit code says that trying again is useless', () => {
  const fault = faultOf({
    PLIMSOLL_PROT: '1',
    PLIMSOLL_PORT: '99999',
    TLS_CERT: '/no/such/cert',
    TLS_KEY: '/no/such/key',
    DATABASE_URL_WEB: 'postgres://web:x@db/plimsoll',
  })
  assert.equal(fault.exitCode, 78)
  const named = fault.message.split('\n').map(line => line.split(':')[0])
  assert.deepEqual(named.sort(), [
    'DATABASE_URL_WEB',
    'PLIMSOLL_PORT',
    'PLIMSOLL_PROT',
    'TLS_CERT',
    'TLS_KEY',
  ])
})

test('one port cannot serve the desk and its figures', () => {
  assert.match(faultOf({ PLIMSOLL_PORT: '9464' }).message, /^PLIMSOLL_METRICS_PORT: is the port of the desk/)
})

test('the data folder is the checkout’s unless it is named whole', () => {
  assert.equal(planOf({}, '/desk').dataDir, '/desk/data')
  assert.equal(planOf({ PLIMSOLL_DATA: '/srv/plimsoll' }, '/desk').dataDir, '/srv/plimsoll')
})

test('a port that is taken is told with the setting that names another', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  const read = readSettings({
    PLIMSOLL_PORT: String(address.port),
    PLIMSOLL_METRICS_PORT: String(address.port),
  })
  assert.ok(read.ok)
  await assert.rejects(
    mustBeFree('PLIMSOLL_PORT', read.value),
    /is taken by another program: name another in PLIMSOLL_PORT/,
  )
  server.close()
  await once(server, 'close')
  await mustBeFree('PLIMSOLL_METRICS_PORT', read.value)
})
