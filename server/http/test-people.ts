// The people of a test desk: one of each role, and whose session is revoked, too old or too long unused, whose second factor
// is stale, and who was removed. Each has just shown a second factor otherwise. Programs of theirs get tokens when asked.
import { randomBytes } from 'node:crypto'
import type { UserId } from '#lib/base/id.ts'
import { DAY_MS, epochMs, HOUR_MS, later, MINUTE_MS } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Scope } from '#lib/wire/scope.ts'
import { hashOfToken, SESSION_COOKIE } from '#server/auth/cookie.ts'
import { systemClock } from '#server/clock.ts'
import { addApiToken, revokeApiToken } from '#server/db/api-tokens.ts'
import type { Db } from '#server/db/client.ts'
import { addSession, revokeSession } from '#server/db/sessions.ts'
import { addUser } from '#server/db/users.ts'

export type Person = { id: UserId; cookie: string }
export type People = Record<Role | 'other' | 'revoked' | 'expired' | 'idle' | 'stale' | 'removed', Person>

type Session = { ageMs?: number; isRevoked?: true; factorAgeMs?: number; isRemoved?: true }

export async function populate(owner: Db): Promise<People> {
  const at = systemClock.now()
  const person = (name: string, role: Role, session: Session = {}) =>
    owner.transact(async (tx): Promise<Person> => {
      const id = await addUser(tx, { name, role, at })
      const token = randomBytes(32).toString('base64url')
      const since = epochMs(at - (session.ageMs ?? 0))
      const good = {
        tokenHash: hashOfToken(token),
        userId: id,
        at: since,
        expiresAt: epochMs(since + 7 * DAY_MS),
        secondFactorAt: epochMs(since - (session.factorAgeMs ?? 0)),
      }
      const sessionId = await addSession(tx, good)
      if (session.isRevoked) await revokeSession(tx.sql, sessionId, at)
      const removal = 'UPDATE users SET removed_at = $2::timestamptz WHERE id = $1::uuid'
      if (session.isRemoved) await tx.sql({ text: removal, values: [id, new Date(at)] })
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
    stale: await person('Stan', 'owner', { factorAgeMs: 5 * MINUTE_MS }),
    removed: await person('Remo', 'owner', { isRemoved: true }),
  }
}

type Token = { scope: Scope; isRevoked?: true; isExpired?: true }

/** The text of a new API token of this person, as a program shows it. */
export async function tokenOf({ sql }: Pick<Db, 'sql'>, userId: UserId, token: Token): Promise<string> {
  const text = `plimsoll_${randomBytes(32).toString('base64url')}`
  const at = systemClock.now()
  const { id } = await addApiToken(sql, {
    userId,
    name: `${token.scope} of a test`,
    tokenHash: hashOfToken(text),
    scope: token.scope,
    at,
    expiresAt: later(at, token.isExpired ? 0 : DAY_MS),
  })
  if (token.isRevoked) await revokeApiToken(sql, { id, userId, at })
  return text
}
