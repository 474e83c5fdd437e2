// Signing out: the session itself ends, whatever becomes of the cookie. Of one that has ended already nothing is said.
import { INSTALLATION } from '#lib/base/id.ts'
import { endSession, findSessions } from '#server/db/sessions.ts'
import type { AnonymousActor, UnkeptCtx } from '../context.ts'
import { record } from '../record.ts'

export function closeSession(
  { db, at, correlationId }: UnkeptCtx<AnonymousActor>,
  tokenHash: Buffer,
): Promise<void> {
  return db.transact(async tx => {
    const [session] = await findSessions(tx.sql, [tokenHash])
    if (session === undefined) return
    const { id, userId, role } = session
    if ((await endSession(tx.sql, { id, userId, at })) === undefined) return
    const actor = { kind: 'user', user_id: userId, session_id: id, role }
    await record(
      tx,
      { actor, correlationId },
      { chain: INSTALLATION, action: 'session.closed', object: id, detail: {} },
    )
  })
}
