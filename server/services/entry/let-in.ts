// Whether somebody is let in whose password has been checked: by their code, and by how often this name was tried. One at a time
// for each name: of a hundred tries at once no more are answered than of a hundred one after the other.
import { INSTALLATION, type UserId } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import { useCode } from '#server/auth/factor.ts'
import { issueTicket } from '#server/auth/tickets.ts'
import { endSessionsOf } from '#server/db/sessions.ts'
import { holdPassword } from '#server/db/users.ts'
import type { AnonymousActor, UnkeptCtx } from '../context.ts'
import { record } from '../record.ts'
import { NO_MATCH, tooManyTries } from './refusals.ts'
import { noteTry, type Try, tryWait } from './tries.ts'

type Tried = {
  guess: Try
  userId: UserId
  /** What the password that was shown fits; null where it fits nothing. */
  passwordHash: string | null
  code: string
}

export const NOBODY = '00000000-0000-0000-0000-000000000000' as UserId // no row has it

export function letIn(ctx: UnkeptCtx<AnonymousActor>, { guess, userId, passwordHash, code }: Tried) {
  const { db, auth, at, correlationId } = ctx
  return db.transact(async tx => {
    const waitMs = await tryWait(tx.sql, guess)
    if (waitMs > 0) return tooManyTries(waitMs)
    // It may have been changed while it was checked: what fitted the old one opens nothing.
    const isRight = await holdPassword(tx.sql, userId, passwordHash)
    const factor = await useCode(tx, auth, { userId: isRight ? userId : NOBODY, code, at })
    if (factor === undefined) {
      await noteTry(tx.sql, guess)
      return refused(NO_MATCH)
    }
    // Who uses a recovery code has lost the app, maybe to somebody: whatever is open ends.
    const ended = factor === 'recovery' ? await endSessionsOf(tx.sql, { userId, at }) : 0
    const ticket = await issueTicket(tx, { userId, factor, at })
    if (factor === 'recovery') {
      const who = { actor: { kind: 'user', user_id: userId }, correlationId }
      const detail = { sessions_ended: ended, address: guess.address }
      await record(tx, who, { chain: INSTALLATION, action: 'recovery-code.used', object: userId, detail })
    }
    return ok({ ticket })
  })
}
