// `/stream` over real sockets: who comes in, what is refused, what ends a socket.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { WebSocket } from 'ws'
import type { UserId } from '#lib/base/id.ts'
import { STREAM_LIMITS, TOPICS, type TopicName } from '#lib/wire/stream.ts'
import { openRates } from '#server/auth/rates.ts'
import { systemClock } from '../clock.ts'
import { openLog } from '../log.ts'
import type { Source } from './hub.ts'
import type { Visit } from './session.ts'
import { openStream, type Stream } from './stream.ts'

const ORIGIN = 'https://desk.test'
const visits: Record<string, Visit> = {
  viewer: { user: 'u-viewer' as UserId, role: 'viewer', way: 'session', tokenHash: Buffer.from('viewer') },
  other: { user: 'u-other' as UserId, role: 'viewer', way: 'session', tokenHash: Buffer.from('other') },
  program: { user: 'u-viewer' as UserId, role: 'viewer', way: 'token', tokenHash: Buffer.from('program') },
}
const nothing = <T extends TopicName>(): Source<T> => ({ load: async () => [], watch: () => () => {} })

type Desk = {
  url: string
  stream: Stream
  revoked: Set<string>
  asked: (UserId | null)[]
  /** How often a session was looked up. */
  looked: unknown[]
}

async function openDesk(t: TestContext): Promise<Desk> {
  const revoked = new Set<string>()
  const asked: (UserId | null)[] = []
  const looked: unknown[] = []
  const nameOf = (visit: Visit) => visit.tokenHash.toString()
  const commands: Source<'commands'> = {
    ...nothing<'commands'>(),
    load: async user => {
      asked.push(user)
      return []
    },
  }
  const stream = openStream({
    origin: ORIGIN,
    sources: { processes: nothing(), jobs: nothing(), commands },
    visits: {
      of: async ({ cookie = '', authorization }) => {
        looked.push(cookie)
        const shown = authorization?.replace('Bearer ', '') ?? cookie.replace('__Host-plimsoll=', '')
        return visits[shown] ?? null
      },
      again: async all => all.map(visit => (revoked.has(nameOf(visit)) ? null : visit)),
    },
    takeRate: openRates(systemClock),
    clock: systemClock,
    log: openLog('web', { level: 'error' }),
  })
  const server = createServer().on('upgrade', stream.upgrade)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(async () => {
    await stream.close()
    server.closeAllConnections()
    server.close()
  })
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/stream`
  return { url, stream, revoked, asked, looked }
}

type Knock = { who?: string; bearer?: string; origin?: string; path?: string; fetchSite?: string }

function knock({ url }: Desk, { who, bearer, origin = ORIGIN, path, fetchSite }: Knock): WebSocket {
  const headers: Record<string, string> = {}
  if (origin !== '') headers['Origin'] = origin
  if (who !== undefined) headers['Cookie'] = `__Host-plimsoll=${who}`
  if (bearer !== undefined) headers['Authorization'] = `Bearer ${bearer}`
  if (fetchSite !== undefined) headers['Sec-Fetch-Site'] = fetchSite
  return new WebSocket(path === undefined ? url : url.replace('/stream', path), { headers })
}

async function statusOf(ws: WebSocket): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  ws.on('error', () => {})
  ws.on('open', () => resolve(101))
  ws.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
  return promise
}

/** Inside, and told who they are. */
async function enter(desk: Desk, who: string | Knock): Promise<WebSocket> {
  const ws = knock(desk, typeof who === 'string' ? { who } : who)
  const greeting = next(ws)
  await once(ws, 'open')
  assert.deepEqual(await greeting, { type: 'you', role: 'viewer' })
  return ws
}

async function next(ws: WebSocket): Promise<Record<string, unknown>> {
  const [data] = await once(ws, 'message')
  return JSON.parse(String(data))
}

/** How the server ends a socket that says this. */
async function endOf(ws: WebSocket, say: (ws: WebSocket) => void): Promise<{ code: number; error: unknown }> {
  let error: unknown = null
  ws.on('message', data => {
    const news = JSON.parse(String(data))
    if (news.type === 'error') error = news.code
  })
  say(ws)
  const [code] = await once(ws, 'close')
  return { code, error }
}

test('the door of the stream: who comes in and who does not', async t => {
  const desk = await openDesk(t)
  const table: [string, Knock, number][] = [
    ['our page, signed in', { who: 'viewer' }, 101],
    ['our page, signed in, told by the browser', { who: 'viewer', fetchSite: 'same-origin' }, 101],
    ['anonymous', {}, 401],
    ['a session that is none', { who: 'nobody' }, 401],
    ['no Origin', { who: 'viewer', origin: '' }, 403],
    ['foreign Origin', { who: 'viewer', origin: 'https://evil.test' }, 403],
    ['Origin that only begins like ours', { who: 'viewer', origin: `${ORIGIN}.evil.test` }, 403],
    ['Origin of a sandbox', { who: 'viewer', origin: 'null' }, 403],
    ['another site of the browser', { who: 'viewer', fetchSite: 'cross-site' }, 403],
    ['a program with a token, from nowhere', { bearer: 'program', origin: '' }, 101],
    ['a program with a token, beside a cookie that is none', { bearer: 'program', who: 'nobody' }, 101],
    ['a token that is none, beside a good cookie', { bearer: 'nothing', who: 'viewer' }, 401],
    ['another path', { who: 'viewer', path: '/api/v1/jobs' }, 404],
    ['a path below', { who: 'viewer', path: '/stream/x' }, 404],
  ]
  for (const [name, how, status] of table) assert.equal(await statusOf(knock(desk, how)), status, name)
})

test('every topic is served to whoever may read it; a personal one by the person alone', async t => {
  const desk = await openDesk(t)
  const names = Object.keys(TOPICS) as TopicName[]
  assert.ok(names.length > 0)
  const ws = await enter(desk, 'other')
  for (const topic of names) {
    ws.send(JSON.stringify({ type: 'subscribe', topic }))
    const news = await next(ws)
    assert.deepEqual([news['type'], news['topic']], ['snapshot', topic])
  }
  assert.deepEqual(desk.asked, ['u-other'])
})

test('bad messages get an error frame and the socket is closed; others are not touched', async t => {
  const desk = await openDesk(t)
  const bystander = await enter(desk, 'other')
  const flood = (ws: WebSocket) => {
    for (let count = 0; count < 1_000; count += 1) ws.send('{"type":"unsubscribe","topic":"jobs"}')
  }
  const subscriptions = (ws: WebSocket) => {
    for (let count = 0; count < 10_000; count += 1) ws.send('{"type":"subscribe","topic":"jobs"}')
  }
  const busy = (say: (ws: WebSocket) => void) => (ws: WebSocket) => {
    for (let count = 0; count < 1_000; count += 1) say(ws)
  }
  const table: [string, (ws: WebSocket) => void, number, string | null][] = [
    ['bad JSON', ws => ws.send('{'), 1003, 'BAD_MESSAGE'],
    ['unknown type', ws => ws.send('{"type":"dance"}'), 1003, 'BAD_MESSAGE'],
    ['unknown key', ws => ws.send('{"type":"subscribe","topic":"jobs","user":"x"}'), 1003, 'BAD_MESSAGE'],
    ['unknown topic', ws => ws.send('{"type":"subscribe","topic":"accounts"}'), 1003, 'UNKNOWN_TOPIC'],
    [
      'a key of every object',
      ws => ws.send('{"type":"subscribe","topic":"__proto__"}'),
      1003,
      'UNKNOWN_TOPIC',
    ],
    ['binary', ws => ws.send(Buffer.from('{"type":"subscribe","topic":"jobs"}')), 1003, 'BAD_MESSAGE'],
    ['too large', ws => ws.send('x'.repeat(STREAM_LIMITS.payloadBytesMax + 1)), 1009, null],
    ['1,000 messages at once', flood, 1008, 'TOO_FAST'],
    ['10,000 subscriptions', subscriptions, 1008, 'TOO_FAST'],
    ['1,000 pings', busy(ws => ws.ping('x'.repeat(125))), 1008, 'TOO_FAST'],
    ['1,000 pongs that nobody asked for', busy(ws => ws.pong()), 1008, 'TOO_FAST'],
  ]
  for (const [name, say, code, error] of table) {
    assert.deepEqual(await endOf(await enter(desk, 'viewer'), say), { code, error }, name)
  }
  bystander.send('{"type":"subscribe","topic":"jobs"}')
  assert.equal((await next(bystander))['type'], 'snapshot')
})

test('a person has so many sockets and no more; another person is not affected', async t => {
  const desk = await openDesk(t)
  const sockets: WebSocket[] = []
  while (sockets.length < STREAM_LIMITS.socketsPerUserMax) sockets.push(await enter(desk, 'viewer'))
  assert.equal(await statusOf(knock(desk, { who: 'viewer' })), 429)
  assert.equal(await statusOf(knock(desk, { who: 'other' })), 101)
})

test('all that a person opens at the same moment are counted', async t => {
  const desk = await openDesk(t)
  const knocks = Array.from({ length: 3 * STREAM_LIMITS.socketsPerUserMax }, () =>
    statusOf(knock(desk, { who: 'viewer' })),
  )
  const statuses = await Promise.all(knocks)
  assert.equal(statuses.filter(status => status === 101).length, STREAM_LIMITS.socketsPerUserMax)
  assert.equal(statuses.filter(status => status === 429).length, 2 * STREAM_LIMITS.socketsPerUserMax)
})

test('one address is looked up so often and no more', async t => {
  const desk = await openDesk(t)
  const statuses = await Promise.all(Array.from({ length: 320 }, () => statusOf(knock(desk, { who: 'no' }))))
  assert.equal(statuses.includes(429), true)
  assert.equal(desk.looked.length, statuses.filter(status => status === 401).length)
})

test('a browser that does not say farewell does not hold up the end', async t => {
  const desk = await openDesk(t)
  const mute = await enter(desk, 'viewer')
  mute.pause()
  await desk.stream.close()
  assert.equal(desk.stream.socketCount(), 0)
})

test('a revoked session loses its sockets when it is checked again, and only those', async t => {
  const desk = await openDesk(t)
  const [gone, stays] = [await enter(desk, 'viewer'), await enter(desk, 'other')]
  desk.revoked.add('viewer')
  const ended = endOf(gone, () => {})
  await desk.stream.recheck()
  assert.deepEqual(await ended, { code: 1008, error: 'SESSION_ENDED' })
  stays.send('{"type":"subscribe","topic":"jobs"}')
  assert.equal((await next(stays))['type'], 'snapshot')
})

test('a token that is revoked loses its sockets as well, and is told so in its own words', async t => {
  const desk = await openDesk(t)
  const gone = await enter(desk, { bearer: 'program', origin: '' })
  desk.revoked.add('program')
  const told = next(gone)
  await desk.stream.recheck()
  assert.deepEqual(await told, {
    type: 'error',
    code: 'SESSION_ENDED',
    message: 'This API token is not good any more.',
  })
})

test('the upgrade answers 503 when sessions cannot be looked up', async t => {
  const desk = await openDesk(t)
  const stream = openStream({
    origin: ORIGIN,
    sources: { processes: nothing(), jobs: nothing(), commands: nothing() },
    visits: { of: () => Promise.reject(new Error('database away')), again: async all => [...all] },
    takeRate: openRates(systemClock),
    clock: systemClock,
    log: openLog('web', { level: 'error', destination: { write: () => {} } }),
  })
  const server = createServer().on('upgrade', stream.upgrade)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(async () => {
    await stream.close()
    server.close()
  })
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/stream`
  assert.equal(await statusOf(knock({ ...desk, url }, { who: 'viewer' })), 503)
})
