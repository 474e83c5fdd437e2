// A fresh code makes danger possible for five minutes in this session. A wrong one is kept, though it is refused.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { StepUp } from '#lib/wire/account.ts'
import { useCode } from '#server/auth/factor.ts'
import { noteGuess } from '#server/auth/guesses.ts'
import type { Verb } from '../context.ts'
import { WRONG_CODE } from '../entry/refusals.ts'
import { record } from '../record.ts'
import { mayGuess } from './guesser.ts'
import { settleStepUp } from './settle-step-up.ts'

export const stepUp: Verb<typeof StepUp> = ({ ctx, input }) => {
  const { actor, at, auth } = ctx
  return ctx.db.transact(async tx => {
    const guessing = await mayGuess(tx.sql, ctx, 'code')
    if (!guessing.ok) return guessing
    const factor = await useCode(tx, auth, { userId: actor.user_id, code: input.body.code, at })
    if (factor !== undefined) return ok({ stepped_up_until: await settleStepUp(tx, ctx, { factor }) })
    await noteGuess(tx.sql, guessing.value.guesser)
    const about = { chain: INSTALLATION, action: 'step-up.refused', object: actor.session_id }
    await record(tx, ctx, { ...about, detail: { reason: 'wrong code', address: ctx.visitor.address } })
    return refused(WRONG_CODE)
  })
}
