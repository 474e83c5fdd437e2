// A desk for tests of routes: people of every role with sessions good and bad, a clock in the test's hand, and a caller that
// sends what a browser would.
import { randomBytes, randomUUID } from 'node:crypto'
import type { UserId } from '#lib/base/id.ts'
import { DAY_MS, epochMs, HOUR_MS } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import { hashOfToken, SESSION_COOKIE } from '#server/auth/cookie.ts'
import { openMemoryBus } from '#server/bus/memory.ts'
import { systemClock } from '#server/clock.ts'
import type { Db } from '#server/db/client.ts'
import { addSession, revokeSession } from '#server/db/sessions.ts'
import { addUser } from '#server/db/users.ts'
import { openLog } from '#server/log.ts'
import { openRuntime } from '#server/runtime.ts'

export const ORIGIN = 'http://localhost:3000'

export type Person = { id: UserId; cookie: string }
export type People = Record<Role | 'other' | 'revoked' | 'expired' | 'idle', Person>
export type TestDesk = { people: People; logged: string[]; pass(ms: number): void }
export type Handler = (request: Request) => Promise<Response>
export type Sent = {
  method?: string
  path: string
  cookie?: string | undefined
  body?: unknown
  /** `null` leaves a header out that a browser would send. */
  headers?: Record<string, string | null>
}

/** `owner` is the database as its owner, `web` as the web process may use it. */
export async function openTestDesk(db: { owner: Db; web: Db }): Promise<TestDesk> {
  let passedMs = 0
  const clock = {
    now: () => epochMs(systemClock.now() + passedMs),
    monotonicMs: () => passedMs,
  }
  const logged: string[] = []
  const log = openLog('web', { level: 'debug', destination: { write: line => logged.push(line) }, clock })
  const people = await populate(db.owner)
  openRuntime({ db: db.web, bus: openMemoryBus()('web'), clock, log, origin: ORIGIN })
  return {
    people,
    logged,
    pass: ms => {
      passedMs += ms
    },
  }
}

export function call(handler: Handler, sent: Sent): Promise<Response> {
  const method = sent.method ?? 'GET'
  const isRead = method === 'GET' || method === 'HEAD'
  const headers = new Headers({ 'x-forwarded-for': '127.0.0.1', 'sec-fetch-site': 'same-origin' })
  if (sent.cookie !== undefined) headers.set('cookie', sent.cookie)
  if (!isRead) {
    headers.set('origin', ORIGIN)
    headers.set('content-type', 'application/json')
    headers.set('idempotency-key', randomUUID())
  }
  for (const [name, value] of Object.entries(sent.headers ?? {})) {
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  }
  const body = typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body ?? {})
  return handler(new Request(ORIGIN + sent.path, { method, headers, ...(isRead ? {} : { body }) }))
}

async function populate(owner: Db): Promise<People> {
  const at = systemClock.now()
  const person = (name: string, role: Role, session: { ageMs?: number; isRevoked?: true } = {}) =>
    owner.transact(async (tx): Promise<Person> => {
      const id = await addUser(tx, { name, role, at })
      const token = randomBytes(32).toString('base64url')
      const since = epochMs(at - (session.ageMs ?? 0))
      const good = {
        tokenHash: hashOfToken(token),
        userId: id,
        at: since,
        expiresAt: epochMs(since + 7 * DAY_MS),
      }
      const sessionId = await addSession(tx, good)
      if (session.isRevoked) await revokeSession(tx.sql, sessionId, at)
      return { id, cookie: `${SESSION_COOKIE}=${token}` }
    })
  return {
    viewer: await person('Vera', 'viewer'),
    trader: await person('Tara', 'trader'),
    owner: await person('Olaf', 'owner'),
    other: await person('Otto', 'owner'),
    revoked: await person('Rita', 'owner', { isRevoked: true }),
    expired: await person('Emil', 'owner', { ageMs: 7 * DAY_MS }),
    idle: await person('Ida', 'owner', { ageMs: 12 * HOUR_MS }),
  }
}
