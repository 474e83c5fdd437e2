// What a role may read, topic by topic, over real sockets: refused at the door of the topic, and ended when the role falls.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { WebSocket } from 'ws'
import type { UserId } from '#lib/base/id.ts'
import type { Role } from '#lib/wire/role.ts'
import { StreamNews, type TopicName, type TopicRow } from '#lib/wire/stream.ts'
import { openRates } from '#server/auth/rates.ts'
import { systemClock } from '../clock.ts'
import { openLog } from '../log.ts'
import type { Source } from './hub.ts'
import { openStream } from './stream.ts'

const ORIGIN = 'https://desk.test'
const ACCESS: Record<TopicName, Role> = { processes: 'viewer', commands: 'viewer', jobs: 'trader' }
const RUN: TopicRow<'jobs'> = {
  id: '11111111-1111-4111-8111-111111111111',
  name: 'measure',
  state: 'queued',
  progress_pct: 0,
  message: '',
  requested_by: null,
  correlation_id: 'c',
  queued_at: 1,
  started_at: null,
  finished_at: null,
}
const BEAT: TopicRow<'processes'> = {
  process: 'engine',
  incarnation: '22222222-2222-4222-8222-222222222222',
  pid: 1,
  host: 'h',
  build: 'b',
  started_at: 1,
  beat_at: 1,
  rss_bytes: 1,
  restarts: 0,
}

function source<T extends TopicName>() {
  let hear: (row: TopicRow<T>) => void = () => {}
  const made: Source<T> = {
    load: async () => [],
    watch: tell => {
      hear = row => tell(null, row)
      return () => {}
    },
  }
  return { made, tell: (row: TopicRow<T>) => hear(row) }
}

async function openDesk(t: TestContext) {
  /** The role of each person as the database would say it now; who is not here has no session. */
  const roles = new Map<string, Role>([
    ['ada', 'trader'],
    ['bob', 'viewer'],
    ['eve', 'trader'],
  ])
  const visitOf = (name: string) => {
    const role = roles.get(name)
    return role === undefined
      ? null
      : { user: name as UserId, role, way: 'session' as const, tokenHash: Buffer.from(name) }
  }
  const [jobs, processes] = [source<'jobs'>(), source<'processes'>()]
  const stream = openStream({
    origin: ORIGIN,
    sources: { jobs: jobs.made, processes: processes.made, commands: source<'commands'>().made },
    visits: {
      of: async ({ cookie = '' }) => visitOf(cookie.replace('__Host-plimsoll=', '')),
      again: async all => all.map(({ tokenHash }) => visitOf(tokenHash.toString())),
    },
    takeRate: openRates(systemClock),
    accessOf: topic => ACCESS[topic],
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
  return {
    stream,
    roles,
    tellJob: jobs.tell,
    tellBeat: processes.tell,
    enter: (who: string) => enter(url, who),
  }
}

/** What it hears, one after the other, told in short. */
async function enter(url: string, who: string) {
  const ws = new WebSocket(url, { headers: { Origin: ORIGIN, Cookie: `__Host-plimsoll=${who}` } })
  const heard: string[] = []
  let wake = () => {}
  ws.on('message', data => {
    const news = StreamNews.parse(JSON.parse(String(data)))
    if (news.type === 'beat') return
    heard.push(shortOf(news))
    wake()
  })
  const next = async () => {
    for (;;) {
      const news = heard.shift()
      if (news !== undefined) return news
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
  }
  const ask = (type: 'subscribe' | 'unsubscribe', topic: TopicName) => {
    ws.send(JSON.stringify({ type, topic }))
    return type === 'subscribe' ? next() : Promise.resolve('')
  }
  await next()
  return { ws, next, ask }
}

function shortOf(news: StreamNews): string {
  if (news.type === 'you') return `you are ${news.role}`
  const topic = 'topic' in news ? news.topic : undefined
  return [news.type === 'error' ? news.code : news.type, topic ?? ''].join(' ').trim()
}

test('a topic of a higher role is refused in a frame; the socket, its other topics and other people go on', async t => {
  const desk = await openDesk(t)
  const [ada, bob] = [await desk.enter('ada'), await desk.enter('bob')]
  assert.equal(await ada.ask('subscribe', 'jobs'), 'snapshot jobs')
  assert.equal(await bob.ask('subscribe', 'jobs'), 'FORBIDDEN jobs')
  assert.equal(await bob.ask('subscribe', 'processes'), 'snapshot processes')
  desk.tellJob(RUN)
  assert.equal(await ada.next(), 'delta jobs')
  desk.tellBeat(BEAT)
  assert.equal(await bob.next(), 'delta processes', 'and of the job nothing came before')
  assert.equal(desk.stream.socketCount(), 2)
})

test('a role that falls ends what it no longer reads, when it is looked at again, and nothing else', async t => {
  const desk = await openDesk(t)
  const [ada, eve] = [await desk.enter('ada'), await desk.enter('eve')]
  for (const person of [ada, eve]) {
    assert.equal(await person.ask('subscribe', 'jobs'), 'snapshot jobs')
    assert.equal(await person.ask('subscribe', 'processes'), 'snapshot processes')
  }
  desk.roles.set('ada', 'viewer')
  await desk.stream.recheck()
  assert.equal(await ada.next(), 'you are viewer')
  assert.equal(await ada.next(), 'FORBIDDEN jobs')
  desk.tellJob(RUN)
  assert.equal(await eve.next(), 'delta jobs')
  desk.tellBeat(BEAT)
  assert.equal(await ada.next(), 'delta processes', 'and of the job nothing came before')
  assert.equal(
    await ada.ask('subscribe', 'jobs'),
    'FORBIDDEN jobs',
    'the fresh role holds for what is asked later',
  )
  await desk.stream.recheck()
  assert.equal(
    await ada.ask('subscribe', 'commands'),
    'snapshot commands',
    'what is ended is not ended again',
  )
  assert.equal(desk.stream.socketCount(), 2)
})

test('a role that rises opens what it may read, on the same socket', async t => {
  const desk = await openDesk(t)
  const bob = await desk.enter('bob')
  assert.equal(await bob.ask('subscribe', 'jobs'), 'FORBIDDEN jobs')
  desk.roles.set('bob', 'owner')
  await desk.stream.recheck()
  assert.equal(await bob.next(), 'you are owner')
  assert.equal(await bob.ask('subscribe', 'jobs'), 'snapshot jobs')
})

test('what a person has left by themselves is not told as ended', async t => {
  const desk = await openDesk(t)
  const ada = await desk.enter('ada')
  assert.equal(await ada.ask('subscribe', 'jobs'), 'snapshot jobs')
  await ada.ask('unsubscribe', 'jobs')
  assert.equal(await ada.ask('subscribe', 'processes'), 'snapshot processes') // the desk has read both by now
  desk.roles.set('ada', 'viewer')
  await desk.stream.recheck()
  assert.equal(await ada.next(), 'you are viewer')
  assert.equal(await ada.ask('subscribe', 'commands'), 'snapshot commands')
})

test('a session that has ended closes the socket, whatever its role was', async t => {
  const desk = await openDesk(t)
  const ada = await desk.enter('ada')
  assert.equal(await ada.ask('subscribe', 'processes'), 'snapshot processes')
  const closed = once(ada.ws, 'close')
  desk.roles.delete('ada')
  await desk.stream.recheck()
  assert.equal(await ada.next(), 'SESSION_ENDED')
  assert.equal((await closed)[0], 1008)
})
