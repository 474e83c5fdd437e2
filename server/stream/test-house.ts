// The stream of a desk for tests, on a database that the test brings: sockets that knock at it, and that listen.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { StreamNews } from '#lib/wire/stream.ts'
import { openAuth } from '#server/auth/auth.ts'
import { openMemoryBus } from '#server/bus/memory.ts'
import { systemClock } from '#server/clock.ts'
import { openDb } from '#server/db/client.ts'
import { openLog } from '#server/log.ts'
import { openRuntime } from '#server/runtime.ts'
import { openLiveStream } from './live.ts'

const ORIGIN = 'https://desk.test'

/** What somebody shows at the door; of our own page unless another Origin is named, or none. */
export type Shows = { cookie?: string; bearer?: string; origin?: string | null }
export type Ear = {
  ws: WebSocket
  /** The first news that is not heard yet and that the test waits for. */
  next<News extends StreamNews>(isIt: (news: StreamNews) => news is News): Promise<News>
  say(type: 'subscribe' | 'unsubscribe', topic: string): void
}
export type TestHouse = {
  bus: ReturnType<typeof openMemoryBus>
  /** 101, or why not. */
  knock(shows: Shows): Promise<number>
  listen(shows: Shows): Promise<Ear>
  close(): Promise<void>
}

export async function openTestHouse(webUrl: string): Promise<TestHouse> {
  const db = openDb(webUrl)
  const log = openLog('web', { level: 'error' })
  const bus = openMemoryBus()
  const auth = openAuth({ secret: 'a secret of this test, of 32 bytes', origin: ORIGIN, log })
  const runtime = openRuntime({ db, bus: bus('web'), clock: systemClock, log, origin: ORIGIN, auth })
  const stream = openLiveStream(runtime, webUrl)
  const server = createServer().on('upgrade', stream.upgrade)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/stream`
  return {
    bus,
    knock: shows => statusOf(open(url, shows)),
    listen: shows => listen(open(url, shows)),
    async close() {
      await stream.close()
      server.closeAllConnections()
      server.close()
      await db.close()
    },
  }
}

/** Whoever shows a token is a program, and names no Origin unless the test says so. */
function open(
  url: string,
  { cookie, bearer, origin = bearer === undefined ? ORIGIN : null }: Shows,
): WebSocket {
  const headers: Record<string, string> = {}
  if (origin !== null) headers['Origin'] = origin
  if (cookie !== undefined) headers['Cookie'] = cookie
  if (bearer !== undefined) headers['Authorization'] = `Bearer ${bearer}`
  return new WebSocket(url, { headers })
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

async function listen(ws: WebSocket): Promise<Ear> {
  const heard: StreamNews[] = []
  let wake = () => {}
  ws.on('message', data => {
    heard.push(StreamNews.parse(JSON.parse(String(data))))
    wake()
  })
  await once(ws, 'open')
  return {
    ws,
    say: (type, topic) => ws.send(JSON.stringify({ type, topic })),
    async next(isIt) {
      for (;;) {
        const news = heard.find(isIt)
        if (news !== undefined) {
          heard.splice(heard.indexOf(news), 1)
          return news
        }
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
    },
  }
}

export type Rows = Extract<StreamNews, { rows: unknown[] }>
type Of<T extends StreamNews['type']> = Extract<StreamNews, { type: T }>

export const rowsOf =
  (topic: string) =>
  (news: StreamNews): news is Rows =>
    'rows' in news && news.topic === topic
export const ofType =
  <T extends StreamNews['type']>(type: T) =>
  (news: StreamNews): news is Of<T> =>
    news.type === type
