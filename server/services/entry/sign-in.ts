// Name, password and code in one go, for a ticket. Who is not let in learns neither by text nor by time which of them was wrong:
// nobody's password is checked as long as somebody's, and whose password is wrong shows a code of nobody.
import { INSTALLATION, type UserId } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { SignIn } from '#lib/wire/entry.ts'
import { useCode } from '#server/auth/factor.ts'
import { type Guesser, guessWait, noteGuess } from '#server/auth/guesses.ts'
import { issueTicket } from '#server/auth/tickets.ts'
import { isDeviceOf } from '#server/db/devices.ts'
import { endSessionsOf } from '#server/db/sessions.ts'
import { findLogin } from '#server/db/users.ts'
import type { UnkeptCtx, Verb } from '../context.ts'
import { record } from '../record.ts'
import { BUSY, NO_MATCH, tooManyTries } from './refusals.ts'

type Ctx = UnkeptCtx<{ kind: 'anonymous' }>
type Tried = { guesser: Guesser & { isKnownDevice: boolean }; userId: UserId; isRight: boolean; code: string }

export const signIn: Verb<typeof SignIn> = async ({ ctx, input }) => {
  const { db, at, auth, visitor } = ctx
  const { name: typed, password, code } = input.body
  const name = typed.trim()
  const login = await findLogin(db.sql, name)
  const userId = login?.userId ?? NOBODY
  const isKnownDevice = await isDeviceOf(db.sql, userId, visitor.deviceHash)
  const guesser = { name, address: visitor.address, kind: 'password', at, isKnownDevice } as const
  const waitMs = await guessWait(db.sql, guesser)
  if (waitMs > 0) return tooManyTries(waitMs)
  const checked = await auth.passwords.verify(login?.passwordHash ?? null, password)
  if (!checked.ok) return refused(BUSY)
  return await judge(ctx, { guesser, userId, isRight: checked.value, code })
}

const NOBODY = '00000000-0000-0000-0000-000000000000' as UserId // no row has it

/** One at a time for each name: of a hundred tries at once, no more are answered than of a hundred one after the other. */
function judge(ctx: Ctx, { guesser, userId, isRight, code }: Tried) {
  const { db, auth, at } = ctx
  return db.transact(async tx => {
    const waitMs = await guessWait(tx.sql, guesser)
    if (waitMs > 0) return tooManyTries(waitMs)
    const factor = await useCode(tx, auth, { userId: isRight ? userId : NOBODY, code, at })
    if (factor === undefined) {
      await noteGuess(tx.sql, guesser)
      return refused(NO_MATCH)
    }
    const ended = factor === 'recovery' ? await endSessionsOf(tx.sql, { userId, at }) : 0
    const ticket = await issueTicket(tx, { userId, factor, at })
    if (factor === 'recovery') {
      await record(
        tx,
        { actor: { kind: 'user', user_id: userId }, correlationId: ctx.correlationId },
        {
          chain: INSTALLATION,
          action: 'recovery-code.used',
          object: userId,
          detail: { sessions_ended: ended, address: guesser.address },
        },
      )
    }
    return ok({ ticket })
  })
}
