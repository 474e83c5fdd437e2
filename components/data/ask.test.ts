// The only fetch: how a contract becomes a request, and what becomes of every kind of answer.
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { ReadCommand } from '#lib/wire/command.ts'
import { ReadLink } from '#lib/wire/entry.ts'
import { ListJobs, StartJob } from '#lib/wire/job.ts'
import { ask } from './ask.ts'

const RUN = {
  id: '11111111-1111-4111-8111-111111111111',
  name: 'backup',
  state: 'queued',
  progress_pct: 0,
  message: '',
  requested_by: null,
  correlation_id: 'c',
  queued_at: 1,
  started_at: null,
  finished_at: null,
}

function answering(status: number, body: unknown) {
  const asked: { url: string; init: RequestInit }[] = []
  mock.method(globalThis, 'fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init })
    if (body instanceof Error) throw body
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  })
  return asked
}

test('a write carries its key, and the caller may choose it so that asking again is safe', async () => {
  const asked = answering(202, RUN)
  const answer = await ask(StartJob, { body: { name: 'backup' } }, { key: 'the-same-wish' })
  await ask(StartJob, { body: { name: 'backup' } })
  assert.equal(answer.ok && answer.value.state, 'queued')
  const [first, second] = asked.map(({ init }) => new Headers(init.headers))
  assert.equal(first?.get('idempotency-key'), 'the-same-wish')
  assert.match(second?.get('idempotency-key') ?? '', /^[0-9a-f-]{36}$/)
  assert.equal(first?.get('content-type'), 'application/json')
  assert.equal(asked[0]?.init.body, '{"name":"backup"}')
})

test('a read carries no key and no body; a POST that only reads carries a body and no key', async () => {
  const asked = answering(200, { jobs: [], next_cursor: null })
  await ask(ListJobs, { query: { limit: 5 } })
  mock.reset()
  const posted = answering(200, {})
  await ask(ReadLink, { body: { token: 'x'.repeat(43) } })
  const headers = new Headers(asked[0]?.init.headers)
  assert.equal(asked[0]?.url, '/api/v1/jobs?limit=5')
  assert.equal(asked[0]?.init.body, null)
  assert.equal(headers.get('idempotency-key'), null)
  assert.equal(new Headers(posted[0]?.init.headers).get('idempotency-key'), null)
})

test('a name in the path is written so that it stays one name', async () => {
  const asked = answering(404, {})
  await ask(ReadCommand, { params: { id: '../setup/check?x=/' } })
  assert.equal(asked[0]?.url, '/api/v1/commands/..%2Fsetup%2Fcheck%3Fx%3D%2F')
})

test('every way it can go wrong is a fault with a code', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    code: 'CONFLICT',
    detail: 'A backup is under way.',
    request_id: 'r-1',
  }
  const table: [number, unknown, string, string | null][] = [
    [409, problem, 'CONFLICT', 'r-1'],
    [502, '<html>bad gateway</html>', 'UNREACHABLE', null],
    [500, { some: 'thing' }, 'UNREACHABLE', null],
    [0, new TypeError('fetch failed'), 'UNREACHABLE', null],
    [202, { ...RUN, state: 'unheard of' }, 'INTERNAL', null],
  ]
  for (const [status, body, code, requestId] of table) {
    mock.reset()
    answering(status, body)
    const answer = await ask(StartJob, { body: { name: 'backup' } })
    assert.ok(!answer.ok)
    assert.deepEqual([answer.error.code, answer.error.requestId], [code, requestId])
  }
  mock.reset()
})

test('how long to wait is read from the answer, and anything but seconds is no answer to that', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Too Many Requests',
    status: 429,
    code: 'RATE_LIMITED',
    detail: 'Too many wrong tries.',
    request_id: 'r-2',
  }
  for (const [said, waitMs] of [
    ['271', 271_000],
    ['0', 0],
    ['-1', null],
    ['Fri, 20 Nov 2026 17:00:00 GMT', null],
    [undefined, null],
  ] as const) {
    const headers = said === undefined ? {} : { 'Retry-After': said }
    mock.method(
      globalThis,
      'fetch',
      async () => new Response(JSON.stringify(problem), { status: 429, headers }),
    )
    const answer = await ask(StartJob, { body: { name: 'backup' } })
    assert.ok(!answer.ok)
    assert.equal(answer.error.retryAfterMs, waitMs, String(said))
    mock.reset()
  }
})
