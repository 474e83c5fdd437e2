// People at the desk, made by the same tables that signing in uses.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { SessionId } from '#lib/base/id.ts'
import { DAY_MS, later } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import { systemClock } from '#server/clock.ts'
import { addSession, revokeSession } from '#server/db/sessions.ts'
import { addUser } from '#server/db/users.ts'
import { type Site, withOwner } from '../chaos/desk.ts'

export type Person = { userId: string; sessionId: string; token: string }

export function seatPerson(
  site: Site,
  role: Role,
  name = `Ada ${randomUUID().slice(0, 8)}`,
): Promise<Person> {
  const token = randomBytes(32).toString('base64url')
  const tokenHash = createHash('sha256').update(token).digest()
  const at = systemClock.now()
  return withOwner(site, db =>
    db.transact(async tx => {
      const userId = await addUser(tx, { name, role, at })
      const sessionId = await addSession(tx, {
        tokenHash,
        userId,
        at,
        expiresAt: later(at, DAY_MS),
        secondFactorAt: at,
      })
      return { userId, sessionId, token }
    }),
  )
}

export function endSession(site: Site, sessionId: string): Promise<void> {
  return withOwner(site, db => revokeSession(db.sql, sessionId as SessionId, systemClock.now()))
}

/** So that a desk whose owner was a journey's has none again. */
export function removePerson(site: Site, userId: string): Promise<void> {
  return withOwner(site, async db => {
    await db.prisma.user.update({ where: { id: userId }, data: { removedAt: new Date(systemClock.now()) } })
  })
}
