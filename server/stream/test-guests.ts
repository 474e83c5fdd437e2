// People and programs at the door of a test's stream, and what is theirs.
import { randomBytes, randomUUID } from 'node:crypto'
import { INSTALLATION, type SessionId, type TokenId, type UserId } from '#lib/base/id.ts'
import { HOUR_MS, later } from '#lib/base/time.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import { systemClock } from '#server/clock.ts'
import { addApiToken, type NewApiToken } from '#server/db/api-tokens.ts'
import type { Db } from '#server/db/client.ts'
import type { NewCommand } from '#server/db/commands.ts'
import { addSession } from '#server/db/sessions.ts'
import { addUser, type NewUser } from '#server/db/users.ts'

export type Guest = { userId: UserId; sessionId: SessionId; cookie: string }
export type Program = { tokenId: TokenId; bearer: string }

/** A person who is signed in for an hour. */
export async function seat(db: Db, role: NewUser['role']): Promise<Guest> {
  const token = randomBytes(32).toString('base64url')
  const at = systemClock.now()
  return db.transact(async tx => {
    const userId = await addUser(tx, { name: randomUUID(), role, at })
    const session = { tokenHash: hashOfToken(token), userId, at, expiresAt: later(at, HOUR_MS) }
    return { userId, sessionId: await addSession(tx, session), cookie: `__Host-plimsoll=${token}` }
  })
}

/** A program of this person, with a token for an hour. */
export async function programOf(db: Db, userId: UserId, scope: NewApiToken['scope']): Promise<Program> {
  const bearer = `plimsoll_${randomBytes(32).toString('base64url')}`
  const at = systemClock.now()
  const token = { userId, scope, name: 'a bot', at, tokenHash: hashOfToken(bearer) }
  const { id } = await addApiToken(db.sql, { ...token, expiresAt: later(at, HOUR_MS) })
  return { tokenId: id as TokenId, bearer } // the id of a row of this very table
}

export function commandOf(userId: UserId): NewCommand {
  const idemKey = randomUUID()
  const at = systemClock.now()
  const command = { userId, accountId: INSTALLATION, kind: 'check-road', idemKey, body: {}, at } as const
  return { ...command, bodyHash: Buffer.alloc(32), correlationId: 'test-correlation' }
}
