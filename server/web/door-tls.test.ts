// The door with a certificate of its own: who comes over TLS is told so to the inside, and nobody is served beside it. The
// certificate is made for the test by openssl, because Node can read one but not write one.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { request as sendPlain } from 'node:http'
import { request as send } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { connect } from 'node:tls'
import { openDoor, type Tls } from './door.ts'
import { trustedProxies } from './visitor.ts'

const HOST = 'localhost:3000'
const NO_OPENSSL = 'there is no openssl here to make a certificate with'

/** Nothing where there is no openssl. */
function certificate(t: TestContext): Tls | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-tls-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const { status, error, stderr } = spawnSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-keyout', keyFile, '-out', certFile, '-days', '2'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
    ],
    { encoding: 'utf8' },
  )
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') return undefined
  assert.equal(status, 0, stderr)
  return { certFile, keyFile }
}

async function doorOf(t: TestContext, tls: Tls) {
  const seen: IncomingHttpHeaders[] = []
  const sockets = new Set<Socket>()
  const server = openDoor({
    origin: `https://${HOST}`,
    tls,
    proxies: trustedProxies([]),
    isDev: false,
    onFault: fault => assert.fail(String(fault)),
    upgrade: (request, socket) => {
      seen.push(request.headers)
      socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    },
    async handle(request, response) {
      seen.push(request.headers)
      response.end('served')
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.on('connection', (socket: Socket) => sockets.add(socket))
  t.after(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const { port } = server.address() as AddressInfo
  const at = { host: '127.0.0.1', port, servername: 'localhost', agent: false as const }
  return { at, seen, ca: readFileSync(tls.certFile) }
}

test('a page over HTTPS is served, and promises that it will stay so', async t => {
  const tls = certificate(t)
  if (tls === undefined) return t.skip(NO_OPENSSL)
  const { at, seen, ca } = await doorOf(t, tls)
  const headers = { Host: HOST, 'X-Forwarded-For': '203.0.113.9' }
  const asked = send({ ...at, ca, headers }).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  response.resume()
  assert.equal(response.statusCode, 200)
  assert.match(String(response.headers['strict-transport-security']), /max-age=\d{8}/)
  assert.match(
    String(response.headers['content-security-policy']),
    /connect-src 'self' wss:\/\/localhost:3000/,
  )
  assert.equal(seen[0]?.['x-forwarded-proto'], 'https')
  assert.equal(seen[0]?.['x-forwarded-for'], '127.0.0.1', 'nobody is believed who is no named proxy')
})

test('a socket is upgraded over HTTPS', async t => {
  const tls = certificate(t)
  if (tls === undefined) return t.skip(NO_OPENSSL)
  const { at, seen, ca } = await doorOf(t, tls)
  const headers = { Host: HOST, Connection: 'Upgrade', Upgrade: 'websocket' }
  const asked = send({ ...at, ca, headers, path: '/stream' }).end()
  const [response, socket] = (await once(asked, 'upgrade')) as [IncomingMessage, { destroy(): void }]
  socket.destroy()
  assert.equal(response.statusCode, 101)
  assert.equal(seen[0]?.['x-forwarded-for'], '127.0.0.1')
})

test('plain HTTP and an old TLS get nothing from the port of HTTPS', async t => {
  const tls = certificate(t)
  if (tls === undefined) return t.skip(NO_OPENSSL)
  const { at, seen, ca } = await doorOf(t, tls)
  const plain = sendPlain({ host: at.host, port: at.port, agent: false, headers: { Host: HOST } }).end()
  await assert.rejects(once(plain, 'response'))
  const old = connect({ ...at, ca, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' })
  await assert.rejects(once(old, 'secureConnect'))
  assert.deepEqual(seen, [])
})
