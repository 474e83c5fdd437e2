// The people of a test desk: one of each role, and sessions that are good, revoked, too old or too long unused.
import { randomBytes } from 'node:crypto'
import type { UserId } from '#lib/base/id.ts'
import { DAY_MS, epochMs, HOUR_MS } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import { hashOfToken, SESSION_COOKIE } from '#server/auth/cookie.ts'
import { systemClock } from '#server/clock.ts'
import type { Db } from '#server/db/client.ts'
import { addSession, revokeSession } from '#server/db/sessions.ts'
import { addUser } from '#server/db/users.ts'

export type Person = { id: UserId; cookie: string }
export type People = Record<Role | 'other' | 'revoked' | 'expired' | 'idle', Person>

export async function populate(owner: Db): Promise<People> {
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
