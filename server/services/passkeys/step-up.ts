// A passkey of whoever asks makes danger possible for five minutes in this session.
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { StepUpWithPasskey } from '#lib/wire/account.ts'
import { settleStepUp } from '../account/settle-step-up.ts'
import type { Verb } from '../context.ts'
import { showPasskey } from './show.ts'

export const stepUpWithPasskey: Verb<typeof StepUpWithPasskey> = async ({ ctx, input }) => {
  const { challenge_id: challengeId, response } = input.body
  const asked = { purpose: 'step_up', userId: ctx.actor.user_id, challengeId, response } as const
  const until = await showPasskey(ctx, asked, (tx, { id }) =>
    settleStepUp(tx, ctx, { factor: 'passkey', passkey_id: id }),
  )
  return until.ok ? ok({ stepped_up_until: until.value }) : refused(NOT_THIS)
}

const NOT_THIS: Refusal = {
  code: 'INVALID_INPUT',
  message: 'That passkey does not count here: try again, or show a code of your app.',
  fields: [{ field: 'body.response', message: 'this passkey does not count here' }],
}
