// The inventory of the stream: every topic with every kind of caller, against real sessions, rows and news.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { WebSocket } from 'ws'
import { INSTALLATION, type SessionId, type UserId } from '#lib/base/id.ts'
import { HOUR_MS, later } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import { StreamNews, TOPICS, type TopicName } from '#lib/wire/stream.ts'
import { openAuth } from '#server/auth/auth.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import { openMemoryBus } from '#server/bus/memory.ts'
import { systemClock } from '#server/clock.ts'
import { openDb } from '#server/db/client.ts'
import { insertCommand, type NewCommand } from '#server/db/commands.ts'
import { writeBeat } from '#server/db/heartbeats.ts'
import { addJobRun } from '#server/db/job-runs.ts'
import { addSession, revokeSession } from '#server/db/sessions.ts'
import { addUser } from '#server/db/users.ts'
import { openLog } from '#server/log.ts'
import { openRuntime } from '#server/runtime.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { type LiveStream, openLiveStream } from './live.ts'
import { openSources, withoutSuperseded } from './sources.ts'

const ORIGIN = 'https://desk.test'
const NAMES = Object.keys(TOPICS) as TopicName[]
const door = openMemoryBus()
type Person = { userId: UserId; sessionId: SessionId; token: string }
type House = { scratch: ScratchDatabase; stream: LiveStream; url: string; close(): Promise<void> }
const held: { house?: House } = {}

before(async () => {
  const scratch = await scratchDatabase()
  const db = openDb(scratch.urls.web)
  const log = openLog('web', { level: 'error' })
  const auth = openAuth({ secret: 'a secret of this test, of 32 bytes', origin: ORIGIN, log })
  const runtime = openRuntime({ db, bus: door('web'), clock: systemClock, log, origin: ORIGIN, auth })
  const stream = openLiveStream(runtime, scratch.urls.web)
  const server = createServer().on('upgrade', stream.upgrade)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  held.house = {
    scratch,
    stream,
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/stream`,
    async close() {
      await stream.close()
      server.closeAllConnections()
      server.close()
      await db.close()
      await scratch.drop()
    },
  }
})
after(() => house().close())

function house(): House {
  assert.ok(held.house !== undefined)
  return held.house
}

async function seat(role: Role): Promise<Person> {
  const token = randomBytes(32).toString('base64url')
  const at = systemClock.now()
  return house().scratch.db.transact(async tx => {
    const userId = await addUser(tx, { name: randomUUID(), role, at })
    const session = { tokenHash: hashOfToken(token), userId, at, expiresAt: later(at, HOUR_MS) }
    return { userId, sessionId: await addSession(tx, session), token }
  })
}

function command(userId: UserId): NewCommand {
  const idemKey = randomUUID()
  const bodyHash = Buffer.alloc(32)
  return {
    userId,
    accountId: INSTALLATION,
    kind: 'check-road',
    idemKey,
    bodyHash,
    body: {},
    correlationId: 'test-correlation',
    at: systemClock.now(),
  }
}

function knock({ token, origin = ORIGIN }: { token?: string; origin?: string | null }): WebSocket {
  const headers: Record<string, string> = {}
  if (origin !== null) headers['Origin'] = origin
  if (token !== undefined) headers['Cookie'] = `__Host-plimsoll=${token}`
  return new WebSocket(house().url, { headers })
}

async function statusOf(ws: WebSocket): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  ws.on('error', () => resolve(0))
  ws.on('open', () => resolve(101))
  ws.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
  const status = await promise
  ws.terminate()
  return status
}

type Ear = { ws: WebSocket; next(topic: TopicName): Promise<Extract<StreamNews, { rows: unknown[] }>> }

async function listen(person: Person): Promise<Ear> {
  const ws = knock(person)
  const heard: StreamNews[] = []
  const waiting: (() => void)[] = []
  ws.on('message', data => {
    heard.push(StreamNews.parse(JSON.parse(String(data))))
    for (const wake of waiting.splice(0)) wake()
  })
  await once(ws, 'open')
  const next: Ear['next'] = async topic => {
    for (;;) {
      const index = heard.findIndex(news => 'rows' in news && news.topic === topic)
      const [news] = index < 0 ? [] : heard.splice(index, 1)
      if (news !== undefined && 'rows' in news) return news
      await new Promise<void>(resolve => waiting.push(resolve))
    }
  }
  return { ws, next }
}

const idsOf = (rows: unknown[]) => rows.map(row => (row as { id: string }).id)

test('every topic: strangers stay outside', async () => {
  assert.equal(NAMES.length, 3)
  const [viewer, revoked] = [await seat('viewer'), await seat('viewer')]
  await revokeSession(house().scratch.db.sql, revoked.sessionId, systemClock.now())
  const table: [string, Parameters<typeof knock>[0], number][] = [
    ['viewer', viewer, 101],
    ['anonymous', {}, 401],
    ['a token nobody has', { token: randomBytes(32).toString('base64url') }, 401],
    ['revoked session', revoked, 401],
    ['no Origin', { token: viewer.token, origin: null }, 403],
    ['foreign Origin', { token: viewer.token, origin: 'https://evil.test' }, 403],
  ]
  for (const [who, how, status] of table) assert.equal(await statusOf(knock(how)), status, who)
})

test('every topic is served to every role, with the rows that are theirs', async () => {
  const { db } = house().scratch
  const run = await addJobRun(db.sql, { name: 'measure', requestedBy: null, at: systemClock.now() })
  const incarnation = randomUUID()
  const at = systemClock.now()
  const beat = {
    process: 'jobs',
    incarnation,
    pid: 1,
    host: 'h',
    build: 'b',
    started_at: at,
    beat_at: at,
  } as const
  await writeBeat(db.sql, { ...beat, rss_bytes: 1, restarts: 0 })
  for (const role of ['viewer', 'trader', 'owner'] as const) {
    const [person, other] = [await seat(role), await seat(role)]
    const own = await insertCommand(db.sql, command(person.userId))
    await insertCommand(db.sql, command(other.userId))
    const ear = await listen(person)
    for (const topic of NAMES) ear.ws.send(JSON.stringify({ type: 'subscribe', topic }))
    assert.deepEqual(idsOf((await ear.next('commands')).rows), [own.id], role)
    assert.ok(idsOf((await ear.next('jobs')).rows).includes(run.id))
    const beats = (await ear.next('processes')).rows as { incarnation: string }[]
    assert.ok(beats.some(one => one.incarnation === incarnation))
    ear.ws.terminate()
  }
})

test('news of the bus reaches whom it is for, and a personal one nobody else', async () => {
  const [ada, bob] = [await seat('trader'), await seat('trader')]
  const [hers, his] = [await listen(ada), await listen(bob)]
  for (const { ws, next } of [hers, his]) {
    ws.send('{"type":"subscribe","topic":"commands"}')
    await next('commands')
  }
  const settled = async (user: Person) => {
    const row = await insertCommand(house().scratch.db.sql, command(user.userId))
    const done = { ...row, state: 'done' as const, settled_at: row.created_at }
    door('engine').publish('command.changed', { user_id: user.userId, command: done })
    return row.id
  }
  const [herId, hisId] = [await settled(ada), await settled(bob)]
  assert.deepEqual(idsOf((await hers.next('commands')).rows), [herId])
  assert.deepEqual(idsOf((await his.next('commands')).rows), [hisId])
  for (const { ws } of [hers, his]) ws.terminate()
})

test('a session that is revoked in the database loses its sockets', async () => {
  const person = await seat('owner')
  const { ws } = await listen(person)
  const error = once(ws, 'message')
  const closed = once(ws, 'close')
  await revokeSession(house().scratch.db.sql, person.sessionId, systemClock.now())
  assert.equal(StreamNews.parse(JSON.parse(String((await error)[0]))).type, 'error')
  assert.equal((await closed)[0], 1008)
  assert.equal(await statusOf(knock(person)), 401)
})

test('another role in the database leaves the socket open', async () => {
  const [ada, gone] = [await seat('owner'), await seat('viewer')]
  const [hers, theirs] = [await listen(ada), await listen(gone)]
  const { db } = house().scratch
  await db.sql({ text: `UPDATE users SET role = 'viewer' WHERE id = $1::uuid`, values: [ada.userId] })
  // The question that finds this one out is asked of everybody at once, and after the role was written.
  const closed = once(theirs.ws, 'close')
  await revokeSession(db.sql, gone.sessionId, systemClock.now())
  await closed
  hers.ws.send('{"type":"subscribe","topic":"commands"}')
  assert.deepEqual((await hers.next('commands')).rows, [])
  hers.ws.terminate()
})

test('a life that another one followed on the same host is over', () => {
  const life = { process: 'engine', pid: 1, host: 'h', build: 'b', rss_bytes: 1, restarts: 0 } as const
  const old = { ...life, incarnation: 'old', started_at: 0, beat_at: 10 }
  const young = { ...life, incarnation: 'young', started_at: 11, beat_at: 12 }
  const elsewhere = { ...old, incarnation: 'elsewhere', host: 'other' }
  assert.deepEqual(withoutSuperseded([old, young, elsewhere]), [young, elsewhere])
  const twin = { ...young, incarnation: 'twin', started_at: 5 }
  assert.deepEqual(withoutSuperseded([old, twin]), [old, twin], 'two that beat at one time both live')
})

test('a beat that was heard is not undone by an older row', async () => {
  const { db } = house().scratch
  const at = systemClock.now()
  const life = { process: 'strategy-host', incarnation: randomUUID(), pid: 1, host: 's', build: 'b' } as const
  const stored = { ...life, rss_bytes: 1, restarts: 0, started_at: at - 60_000, beat_at: at - 30_000 }
  await writeBeat(db.sql, stored)
  const bus = door('strategy-host')
  const sources = openSources({ sql: db.sql, bus: door('web'), clock: systemClock })
  sources.processes.watch(() => {})
  const shown = async () =>
    (await sources.processes.load(null)).filter(({ host }) => host === 's').map(({ beat_at }) => beat_at)
  assert.deepEqual(await shown(), [at - 30_000])
  bus.publish('process.beat', { ...stored, beat_at: at })
  assert.deepEqual(await shown(), [at])
})
