// The door of the web process over real HTTP: headers, refusals, names of the inside.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type IncomingHttpHeaders, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { openDoor } from './door.ts'
import { trustedProxies } from './visitor.ts'

const ORIGIN = 'http://localhost:3000'
type Answer = { status: number; headers: IncomingHttpHeaders; text: string }
type Asked = { method?: string; path?: string; headers?: Record<string, string> }

async function door(t: TestContext, proxies: string[] = [], origin = ORIGIN) {
  const seen: IncomingHttpHeaders[] = []
  const faults: unknown[] = []
  const server = openDoor({
    origin,
    tls: null,
    proxies: trustedProxies(proxies),
    isDev: false,
    upgrade: (request, socket) => {
      seen.push(request.headers)
      socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: close\r\n\r\n')
    },
    onFault: fault => faults.push(fault),
    async handle(request, response) {
      if (request.url === '/broken') throw new Error('a secret of the inside')
      seen.push(request.headers)
      response.end('served')
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  const ask = async ({ method = 'GET', path = '/', headers = {} }: Asked): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const all = { Host: 'localhost:3000', ...headers }
    const asked = send({ host: '127.0.0.1', port, method, path, headers: all, agent: false }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    asked.on('upgrade', ({ statusCode = 0, headers: answered }, socket) => {
      socket.destroy()
      resolve({ status: statusCode, headers: answered, text: '' })
    })
    asked.on('error', reject).end()
    return promise
  }
  return { ask, seen, faults }
}

test('every answer bears the headers of the threat model, with a nonce of its own', async t => {
  const { ask, seen } = await door(t)
  const [one, two] = [await ask({}), await ask({ path: '/_next/image?url=x' })]
  for (const { headers } of [one, two]) {
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/)
    assert.match(String(headers['content-security-policy']), /default-src 'none'/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'same-origin')
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['strict-transport-security'], undefined, 'plain HTTP promises no HTTPS')
  }
  const nonces = [one, two].map(({ headers }) =>
    /'nonce-([^']{24})'/.exec(String(headers['content-security-policy'])),
  )
  assert.ok(nonces[0]?.[1] !== undefined && nonces[0][1] !== nonces[1]?.[1])
  assert.match(String(one.headers['permissions-policy']), /camera=\(\)/)
  assert.equal(seen[0]?.['x-nonce'], nonces[0][1], 'the layout is handed the nonce of its own answer')
})

test('code of ours may be kept, and says in few words that it is no page', async t => {
  const { ask, seen } = await door(t)
  const { headers } = await ask({ path: '/_next/static/chunks/a.js' })
  assert.equal(headers['cache-control'], undefined)
  assert.match(String(headers['content-security-policy']), /^default-src 'none'; .*frame-ancestors 'none'$/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.equal(headers['cross-origin-resource-policy'], 'same-origin')
  assert.ok(JSON.stringify(headers).length < 500, 'each file of a page pays for them')
  assert.match(String(seen[0]?.['content-security-policy']), /'nonce-/, 'Next is told the policy of a page')
  const { headers: climbing } = await ask({ path: '/_next/static/%2e%2e/%2e%2e/health' })
  assert.match(String(climbing['content-security-policy']), /'nonce-/, 'a path that climbs is a page')
})

test('what the door refuses never reaches Next', async t => {
  const { ask, seen } = await door(t)
  const table: [string, Asked, number][] = [
    ['the image optimizer', { path: '/_next/image?url=%2Fx&w=64&q=75' }, 404],
    ['another host', { headers: { Host: 'evil.test:3000' } }, 421],
    ['the API under another host', { path: '/api/v1/jobs', headers: { Host: '127.0.0.1:3000' } }, 421],
    ['an absolute URL', { path: 'http://inside.test/' }, 400],
    ['a URL that a browser reads as another host', { path: '//evil.test/' }, 400],
    ['a write to a page', { method: 'POST' }, 405],
    ['a server action', { method: 'POST', path: '/health', headers: { 'Next-Action': 'x' } }, 405],
    ['TRACE', { method: 'TRACE' }, 405],
  ]
  for (const [name, asked, status] of table) assert.equal((await ask(asked)).status, status, name)
  assert.equal(seen.length, 0)
})

test('a person who typed the address another way is led to the one where sign-in works', async t => {
  const { ask } = await door(t)
  const headers = { Host: '127.0.0.1:3000', 'Sec-Fetch-Mode': 'navigate' }
  const { status, headers: answered } = await ask({ path: '/setup?x=1', headers })
  assert.deepEqual([status, answered.location], [307, `${ORIGIN}/setup?x=1`])
})

test('probes come by any name', async t => {
  const { ask } = await door(t)
  for (const path of ['/healthz', '/readyz']) {
    assert.equal((await ask({ path, headers: { Host: '10.0.0.7:3000' } })).status, 200)
  }
})

test('names of the inside are not taken from outside', async t => {
  const { ask, seen } = await door(t)
  const lies = { 'x-middleware-subrequest': 'x', 'x-nextjs-data': '1', 'x-nonce': 'mine', 'next-action': 'x' }
  await ask({ headers: { ...lies, 'x-forwarded-for': '6.6.6.6', 'x-forwarded-host': 'evil.test' } })
  const [headers] = seen
  assert.equal(headers?.['x-middleware-subrequest'], undefined)
  assert.equal(headers?.['x-nextjs-data'], undefined)
  assert.equal(headers?.['next-action'], undefined)
  assert.notEqual(headers?.['x-nonce'], 'mine')
  assert.deepEqual(
    [headers?.['x-forwarded-for'], headers?.['x-forwarded-host']],
    ['127.0.0.1', 'localhost:3000'],
  )
})

test("only what holds nobody's data may be packed", async t => {
  const { ask, seen } = await door(t)
  const headers = { 'accept-encoding': 'gzip, br' }
  const climbing = ['../../health', '..%2f..%2fhealth', '%2E%2e/x', '..%5chealth'].map(
    to => `/_next/static/${to}`,
  )
  const data = ['/health', '/api/v1/account', '/icon.svg/../health', ...climbing]
  for (const path of [...data, '/_next/static/chunks/a.js', '/icon.svg?1']) await ask({ path, headers })
  assert.deepEqual(
    seen.map(one => one['accept-encoding']),
    [...data.map(() => undefined), 'gzip, br', 'gzip, br'],
  )
})

test('a named proxy is believed', async t => {
  const { ask, seen } = await door(t, ['127.0.0.0/8'])
  const forwarded = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9', 'x-forwarded-host': 'localhost:3000' }
  await ask({ headers: { Host: 'upstream', 'x-forwarded-proto': 'https', ...forwarded } })
  assert.equal(seen[0]?.['x-forwarded-for'], '203.0.113.9')
  assert.equal(seen[0]?.['x-forwarded-proto'], 'https')
})

test('beside HTTPS nothing is served over plain HTTP but the probes, nor is a socket', async t => {
  const { ask, seen } = await door(t, ['127.0.0.1'], 'https://desk.test')
  const headers = { Host: 'desk.test' }
  const socket = { ...headers, Connection: 'Upgrade', Upgrade: 'websocket' }
  const https = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.9' }
  const table: [string, Asked, number][] = [
    ['a page', { headers }, 421],
    ['a navigation by another name', { headers: { Host: 'x', 'Sec-Fetch-Mode': 'navigate' } }, 421],
    ['the API', { path: '/api/v1/jobs', headers }, 421],
    ['a proxy that says http', { headers: { ...headers, 'X-Forwarded-Proto': 'http' } }, 421],
    ['a socket', { path: '/stream', headers: socket }, 421],
    ['a probe', { path: '/healthz', headers }, 200],
    ['a page over HTTPS', { headers: { ...headers, ...https } }, 200],
    ['a socket over HTTPS', { path: '/stream', headers: { ...socket, ...https } }, 101],
  ]
  for (const [name, asked, status] of table) assert.equal((await ask(asked)).status, status, name)
  assert.deepEqual(
    seen.map(one => one['x-forwarded-for']),
    ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
  )
})

test('a fault of the inside is told to the log and not to the visitor', async t => {
  const { ask, faults } = await door(t)
  const { status, text } = await ask({ path: '/broken' })
  assert.deepEqual([status, text], [500, ''])
  assert.match(String(faults[0]), /a secret of the inside/)
})
