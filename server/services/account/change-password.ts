// Another password for whoever asks. Every session and ticket of theirs ends; the new ticket opens the one that goes on.
import { INSTALLATION } from '#lib/base/id.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { SECOND_MS } from '#lib/base/time.ts'
import type { ChangePassword } from '#lib/wire/account.ts'
import { easyToGuess } from '#server/auth/guessable.ts'
import { noteGuess } from '#server/auth/guesses.ts'
import { issueTicket } from '#server/auth/tickets.ts'
import type { Tx } from '#server/db/client.ts'
import { replacePassword } from '#server/db/people.ts'
import { endSessionsOf } from '#server/db/sessions.ts'
import type { UnkeptCtx, Verb } from '../context.ts'
import { record } from '../record.ts'
import { type Guessing, mayGuess } from './guesser.ts'

type TicketReply = Result<{ ticket: string }, Refusal>

export const changePassword: Verb<typeof ChangePassword> = async ({ ctx, input }) => {
  const { password, new_password: chosen } = input.body
  const { db, auth } = ctx
  const before = await db.transact(tx => mayGuess(tx.sql, ctx, 'password'))
  if (!before.ok) return before
  const { login } = before.value
  const easy = chosen === password ? 'it is the one you have' : easyToGuess(chosen, [login.name])
  if (easy !== undefined) return refused(wrong('new_password', easy))
  const right = await auth.passwords.verify(login.passwordHash, password)
  if (!right.ok) return refused(BUSY)
  const after = right.value ? await auth.passwords.hash(chosen) : undefined
  if (after?.ok === false) return refused(BUSY)
  return await db.transact(async (tx): Promise<TicketReply> => {
    // Asked again: many tries may have been under way at once, and a right one among too many does not count either.
    const now = await mayGuess(tx.sql, ctx, 'password')
    if (!now.ok) return now
    return after === undefined
      ? await refuse(tx, ctx, now.value)
      : await replace(tx, ctx, { before: login.passwordHash, after: after.value })
  })
}

async function refuse(tx: Tx, ctx: UnkeptCtx, { guesser }: Guessing): Promise<TicketReply> {
  await noteGuess(tx.sql, guesser)
  const detail = { reason: 'wrong password' }
  await record(tx, ctx, {
    chain: INSTALLATION,
    action: 'password-change.refused',
    object: ctx.actor.user_id,
    detail,
  })
  return refused(wrong('password', 'this is not your password'))
}

async function replace(
  tx: Tx,
  ctx: UnkeptCtx,
  of: { before: string | null; after: string },
): Promise<TicketReply> {
  const { at } = ctx
  const userId = ctx.actor.user_id
  if (!(await replacePassword(tx.sql, { userId, ...of }))) {
    return refused(wrong('password', 'it was changed in this very moment'))
  }
  const ended = await endSessionsOf(tx.sql, { userId, at })
  const ticket = await issueTicket(tx, { userId, factor: 'totp', at })
  const detail = { sessions_ended: ended }
  await record(tx, ctx, { chain: INSTALLATION, action: 'password.changed', object: userId, detail })
  return ok({ ticket })
}

function wrong(field: 'password' | 'new_password', message: string): Refusal {
  const of = field === 'password' ? 'The password you have now' : 'The new password'
  return {
    code: 'INVALID_INPUT',
    message: `${of}: ${message}.`,
    fields: [{ field: `body.${field}`, message }],
  }
}

const BUSY: Refusal = {
  code: 'UNAVAILABLE',
  message: 'Too many people sign in at this moment: try again.',
  retryAfterMs: 2 * SECOND_MS,
}
