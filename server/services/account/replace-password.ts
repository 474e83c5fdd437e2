// The one transaction of a new password: whatever was open by the old one ends, and a ticket opens the session that goes on.
import { INSTALLATION } from '#lib/base/id.ts'
import { issueTicket } from '#server/auth/tickets.ts'
import type { Tx } from '#server/db/client.ts'
import { replacePassword as replace } from '#server/db/people.ts'
import { endSessionsOf } from '#server/db/sessions.ts'
import type { UnkeptCtx } from '../context.ts'
import { record } from '../record.ts'

/** The ticket; nothing when the password is another by now than the one that was shown. */
export async function replacePassword(
  tx: Tx,
  ctx: UnkeptCtx,
  of: { before: string | null; after: string },
): Promise<string | undefined> {
  const { at } = ctx
  const userId = ctx.actor.user_id
  if (!(await replace(tx.sql, { userId, ...of }))) return undefined
  const ended = await endSessionsOf(tx.sql, { userId, at })
  // Asked for with a fresh second factor, so the new session begins with one as well; the log has told which.
  const ticket = await issueTicket(tx, { userId, factor: 'kept', at })
  const detail = { sessions_ended: ended, address: ctx.visitor.address }
  await record(tx, ctx, { chain: INSTALLATION, action: 'password.changed', object: userId, detail })
  return ticket
}
