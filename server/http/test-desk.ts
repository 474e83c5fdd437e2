// A desk for tests of routes: its people, a clock in the test's hand, and a caller that sends what a browser would.
import { randomUUID } from 'node:crypto'
import { type EpochMs, epochMs } from '#lib/base/time.ts'
import { openAuth } from '#server/auth/auth.ts'
import { DEVICE_COOKIE } from '#server/auth/cookie.ts'
import { openMemoryBus } from '#server/bus/memory.ts'
import { systemClock } from '#server/clock.ts'
import { type Db, openDb } from '#server/db/client.ts'
import { openLog } from '#server/log.ts'
import { openRuntime } from '#server/runtime.ts'
import { type People, populate } from './test-people.ts'

const ORIGIN = 'http://localhost:3000'
const SECRET = 'a secret of test desks, 32 letters'

export type TestDesk = {
  people: People
  /** The database as its owner; the routes have it as the web process may use it. */
  db: Db
  logged: string[]
  now(): EpochMs
  pass(ms: number): void
  close(): Promise<void>
}
export type Handler = (request: Request) => Promise<Response>
export type Sent = {
  method?: string
  path: string
  cookie?: string | undefined
  /** The text of an API token: such a caller is a program, and says nothing that only a browser says. */
  bearer?: string | undefined
  /** The token of a browser that has been signed in from. */
  device?: string | undefined
  body?: unknown
  /** `null` leaves a header out that a browser would send. */
  headers?: Record<string, string | null>
}

export async function openTestDesk(scratch: { db: Db; urls: { web: string } }): Promise<TestDesk> {
  let passedMs = 0
  const clock = {
    now: () => epochMs(systemClock.now() + passedMs),
    monotonicMs: () => passedMs,
  }
  const logged: string[] = []
  const log = openLog('web', { level: 'debug', destination: { write: line => logged.push(line) }, clock })
  const people = await populate(scratch.db)
  const web = openDb(scratch.urls.web)
  const auth = openAuth({ secret: SECRET, origin: ORIGIN, log })
  openRuntime({ db: web, bus: openMemoryBus()('web'), clock, log, origin: ORIGIN, auth })
  return {
    people,
    db: scratch.db,
    logged,
    now: clock.now,
    pass: ms => {
      passedMs += ms
    },
    close: () => web.close(),
  }
}

export function call(handler: Handler, sent: Sent): Promise<Response> {
  const method = sent.method ?? 'GET'
  const isRead = method === 'GET' || method === 'HEAD'
  const headers = headersOf(sent, isRead)
  for (const [name, value] of Object.entries(sent.headers ?? {})) {
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  }
  const body = typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body ?? {})
  return handler(new Request(ORIGIN + sent.path, { method, headers, ...(isRead ? {} : { body }) }))
}

function headersOf({ cookie, bearer, device }: Sent, isRead: boolean): Headers {
  const headers = new Headers({ 'x-forwarded-for': '127.0.0.1' })
  const cookies = [cookie, device && `${DEVICE_COOKIE}=${device}`].filter(Boolean)
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '))
  if (bearer === undefined) headers.set('sec-fetch-site', 'same-origin')
  else headers.set('authorization', `Bearer ${bearer}`)
  if (isRead) return headers
  if (bearer === undefined) headers.set('origin', ORIGIN)
  headers.set('content-type', 'application/json')
  headers.set('idempotency-key', randomUUID())
  return headers
}
