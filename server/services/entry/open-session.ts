// A ticket becomes a session: a new token that only the browser has, in the place of whatever session it had before.
import { randomBytes } from 'node:crypto'
import { INSTALLATION, type SessionId } from '#lib/base/id.ts'
import { later } from '#lib/base/time.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import { AGE_MAX_MS } from '#server/auth/sessions.ts'
import type { Sql } from '#server/db/client.ts'
import { noteDevice } from '#server/db/devices.ts'
import { addSession, findSessions, revokeSession } from '#server/db/sessions.ts'
import { useTicket } from '#server/db/tickets.ts'
import type { AnonymousActor, UnkeptCtx } from '../context.ts'
import { record } from '../record.ts'

export type Opening = {
  ticket: string
  /** Known from now on as a browser of this person. */
  deviceHash: Buffer
  /** Of the session that the browser shows already. */
  replacedHash: Buffer | undefined
}

const TOKEN_BYTES = 32

/** The new token; nothing for a ticket that is wrong, used or old. */
export function openSession(
  { db, at, visitor, correlationId }: UnkeptCtx<AnonymousActor>,
  { ticket, deviceHash, replacedHash }: Opening,
): Promise<string | undefined> {
  return db.transact(async tx => {
    const proof = await useTicket(tx.sql, hashOfToken(ticket), at)
    if (proof === undefined) return undefined
    const { userId, role, factor } = proof
    const { address, userAgent } = visitor
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    const sessionId = await addSession(tx, {
      tokenHash: hashOfToken(token),
      userId,
      at,
      expiresAt: later(at, AGE_MAX_MS),
      secondFactorAt: at,
      address,
      userAgent,
    })
    await noteDevice(tx.sql, userId, { tokenHash: deviceHash, at })
    const replaced = await replacedBy(tx.sql, replacedHash)
    if (replaced !== null) await revokeSession(tx.sql, replaced, at)
    const actor = { kind: 'user', user_id: userId, session_id: sessionId, role }
    const detail = { factor, address, user_agent: userAgent, replaced_session: replaced }
    await record(
      tx,
      { actor, correlationId },
      { chain: INSTALLATION, action: 'session.opened', object: sessionId, detail },
    )
    return token
  })
}

async function replacedBy(sql: Sql, tokenHash: Buffer | undefined): Promise<SessionId | null> {
  if (tokenHash === undefined) return null
  const [session] = await findSessions(sql, [tokenHash])
  return session === undefined || session.revokedAt !== null ? null : session.id
}
