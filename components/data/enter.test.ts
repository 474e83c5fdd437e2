// The door of next-auth: a ticket is a session only when the answer leads through it.
import assert from 'node:assert/strict'
import { afterEach, before, mock, test } from 'node:test'
import { enter, leave } from './enter.ts'

type Told = { status?: number; body: unknown }

before(() => {
  Object.defineProperty(globalThis, 'location', {
    value: { origin: 'https://desk.test' },
    configurable: true,
  })
})
afterEach(() => mock.reset())

function answering(csrf: Told, door: Told) {
  const asked: { url: string; init: RequestInit }[] = []
  mock.method(globalThis, 'fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init })
    const { status = 200, body } = url.endsWith('/csrf') ? csrf : door
    if (body instanceof Error) throw body
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  })
  return asked
}

const CSRF = { body: { csrfToken: 'c'.repeat(64) } }
const PROBLEM = {
  type: 'about:blank',
  title: 'Too Many Requests',
  status: 429,
  code: 'RATE_LIMITED',
  detail: 'Too many requests.',
  request_id: 'r-3',
}

test('a ticket goes to the door with the token of the same browser, as JSON, and nowhere else', async () => {
  const asked = answering(CSRF, { body: { url: 'https://desk.test/' } })
  assert.deepEqual(await enter('t'.repeat(43)), { ok: true, value: undefined })
  assert.deepEqual(
    asked.map(({ url }) => url),
    ['/api/auth/csrf', '/api/auth/callback/credentials'],
  )
  const { body, headers } = asked[1]?.init ?? {}
  assert.equal(new Headers(headers).get('content-type'), 'application/json')
  assert.deepEqual(JSON.parse(String(body)), {
    ticket: 't'.repeat(43),
    csrfToken: 'c'.repeat(64),
    callbackUrl: '/',
    json: 'true',
  })
})

test('whatever does not lead through the door is no session', async () => {
  const table: [Told, Told, string][] = [
    [
      CSRF,
      { status: 401, body: { url: 'https://desk.test/api/auth/error?error=CredentialsSignin' } },
      'UNAUTHENTICATED',
    ],
    [CSRF, { body: { url: 'https://desk.test/api/auth/signin?csrf=true' } }, 'UNAUTHENTICATED'],
    [CSRF, { body: { url: 'https://desk.test/login?error=Configuration' } }, 'UNAUTHENTICATED'],
    [CSRF, { status: 429, body: PROBLEM }, 'RATE_LIMITED'],
    [CSRF, { status: 502, body: '<html>' }, 'UNREACHABLE'],
    [CSRF, { body: new TypeError('fetch failed') }, 'UNREACHABLE'],
    [{ body: {} }, { body: { url: '/' } }, 'UNREACHABLE'],
    [{ status: 429, body: PROBLEM }, { body: { url: '/' } }, 'RATE_LIMITED'],
  ]
  for (const [csrf, door, code] of table) {
    answering(csrf, door)
    const answer = await enter('t'.repeat(43))
    assert.equal(!answer.ok && answer.error.code, code, JSON.stringify(door))
    mock.reset()
  }
})

test('leaving is a post as well, so that no link of another site signs anybody out', async () => {
  const asked = answering(CSRF, { body: { url: 'https://desk.test/' } })
  assert.equal((await leave()).ok, true)
  assert.deepEqual([asked[1]?.url, asked[1]?.init.method], ['/api/auth/signout', 'POST'])
})
