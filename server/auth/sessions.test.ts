// How long a session opens anything: every bound by itself, to the millisecond.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SessionId, UserId } from '#lib/base/id.ts'
import { DAY_MS, epochMs, later, MINUTE_MS } from '#lib/base/time.ts'
import type { Row, Sql } from '#server/db/client.ts'
import type { StoredSession } from '#server/db/sessions.ts'
import { openLog } from '#server/log.ts'
import { hashOfToken, SESSION_COOKIE } from './cookie.ts'
import { AGE_MAX_MS, IDLE_MAX_MS, isLive, openSessions } from './sessions.ts'

const T0 = epochMs(1_800_000_000_000)
const SESSION: StoredSession = {
  id: 'd3b07384-d9a0-4c9b-8f5e-000000000001' as SessionId,
  tokenHash: Buffer.alloc(32),
  userId: 'd3b07384-d9a0-4c9b-8f5e-000000000002' as UserId,
  userName: 'Vera',
  role: 'viewer',
  createdAt: T0,
  seenAt: T0,
  expiresAt: later(T0, 30 * DAY_MS),
  revokedAt: null,
  secondFactorAt: null,
  userRemovedAt: null,
}

test('it ends with the first of its bounds, and not a millisecond later', () => {
  const lifetimes: readonly [Partial<StoredSession>, number][] = [
    [{}, IDLE_MAX_MS],
    [{ seenAt: later(T0, AGE_MAX_MS - MINUTE_MS) }, AGE_MAX_MS],
    [{ expiresAt: later(T0, MINUTE_MS) }, MINUTE_MS],
  ]
  for (const [more, lifetimeMs] of lifetimes) {
    const session = { ...SESSION, ...more }
    assert.equal(isLive(session, later(T0, lifetimeMs - 1)), true)
    assert.equal(isLive(session, later(T0, lifetimeMs)), false)
  }
})

test('revoked, or its person removed, it opens nothing at any time', () => {
  fc.assert(
    fc.property(fc.integer({ min: -AGE_MAX_MS, max: 2 * AGE_MAX_MS }), ageMs => {
      assert.equal(isLive({ ...SESSION, revokedAt: T0 }, later(T0, ageMs)), false)
      assert.equal(isLive({ ...SESSION, userRemovedAt: T0 }, later(T0, ageMs)), false)
    }),
  )
})

test('a touch that fails is logged, and the person still reads', async () => {
  const token = 'x'.repeat(43)
  const found = { id: 's', token_hash: hashOfToken(token), user_id: 'u', name: 'Vera', role: 'viewer' }
  const moment = new Date(T0)
  const times = { created_at: moment, seen_at: moment, expires_at: new Date(T0 + DAY_MS) }
  const row = { ...found, ...times, revoked_at: null, second_factor_at: null, removed_at: null }
  const sql: Sql = async <R extends Row>({ name }: { name?: string }) => {
    if (name !== 'sessions.find') throw new Error('disk full')
    return [row] as Row[] as R[]
  }
  const lines: string[] = []
  const log = openLog('web', { level: 'info', destination: { write: line => lines.push(line) } })
  const clock = { now: () => later(T0, 2 * MINUTE_MS), monotonicMs: () => 0 }
  const session = await openSessions({ sql, clock, log })(`${SESSION_COOKIE}=${token}`)
  assert(session.ok && session.value.name === 'Vera')
  assert.match(lines.join(), /disk full.*session_not_touched/)
})

test('what a page asks for by itself is no use of the session', async () => {
  const token = 'x'.repeat(43)
  const found = { id: 's', token_hash: hashOfToken(token), user_id: 'u', name: 'Vera', role: 'viewer' }
  const times = { created_at: new Date(T0), seen_at: new Date(T0), expires_at: new Date(T0 + DAY_MS) }
  const row = { ...found, ...times, revoked_at: null, second_factor_at: null, removed_at: null }
  const asked: (string | undefined)[] = []
  const sql: Sql = async <R extends Row>({ name }: { name?: string }) => {
    asked.push(name)
    return [row] as Row[] as R[]
  }
  const log = openLog('web', { level: 'info', destination: { write: () => undefined } })
  const clock = { now: () => later(T0, 2 * MINUTE_MS), monotonicMs: () => 0 }
  const sessionOf = openSessions({ sql, clock, log })
  const cookie = `${SESSION_COOKIE}=${token}`
  assert.equal((await sessionOf(cookie, { isUnattended: true })).ok, true)
  assert.deepEqual(asked, ['sessions.find'])
  await Promise.all([sessionOf(cookie, { isUnattended: true }), sessionOf(cookie)])
  assert.deepEqual(asked, ['sessions.find', 'sessions.find', 'sessions.touch'])
})
