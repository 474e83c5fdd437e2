// A fresh code makes danger possible for five minutes in this session. A wrong one is kept, though it is refused.
import { INSTALLATION } from '#lib/base/id.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { StepUp } from '#lib/wire/account.ts'
import { useCode } from '#server/auth/factor.ts'
import { noteGuess } from '#server/auth/guesses.ts'
import { steppedUpUntil } from '#server/auth/step-up.ts'
import { endSessionsOf, noteSecondFactor } from '#server/db/sessions.ts'
import type { Verb } from '../context.ts'
import { record } from '../record.ts'
import { mayGuess } from './guesser.ts'

export const stepUp: Verb<typeof StepUp> = ({ ctx, input }) => {
  const { actor, at, auth } = ctx
  const { user_id: userId, session_id: sessionId } = actor
  return ctx.db.transact(async tx => {
    const guessing = await mayGuess(tx.sql, ctx, 'code')
    if (!guessing.ok) return guessing
    const factor = await useCode(tx, auth, { userId, code: input.body.code, at })
    const about = { chain: INSTALLATION, object: sessionId }
    if (factor === undefined) {
      await noteGuess(tx.sql, guessing.value.guesser)
      await record(tx, ctx, { ...about, action: 'step-up.refused', detail: { reason: 'wrong code' } })
      return refused(WRONG_CODE)
    }
    await noteSecondFactor(tx.sql, sessionId, at)
    // Who uses a recovery code has lost the app, maybe to somebody: whatever else is open ends.
    const ended = factor === 'recovery' ? await endSessionsOf(tx.sql, { userId, at, but: sessionId }) : 0
    const detail = { factor, sessions_ended: ended }
    await record(tx, ctx, { ...about, action: 'session.stepped-up', detail })
    return ok({ stepped_up_until: steppedUpUntil(at) })
  })
}

const WRONG_CODE: Refusal = {
  code: 'INVALID_INPUT',
  message:
    "That code does not count. Each counts once: wait for the next one; if it keeps failing, set your phone's clock to automatic.",
  fields: [{ field: 'body.code', message: 'this code does not count, or it was used' }],
}
