// A passkey of whoever asks makes danger possible for five minutes in this session.
import { INSTALLATION } from '#lib/base/id.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { StepUpWithPasskey } from '#lib/wire/account.ts'
import { steppedUpUntil } from '#server/auth/step-up.ts'
import { noteSecondFactor } from '#server/db/sessions.ts'
import type { Verb } from '../context.ts'
import { record } from '../record.ts'
import { showPasskey } from './show.ts'

export const stepUpWithPasskey: Verb<typeof StepUpWithPasskey> = async ({ ctx, input }) => {
  const { challenge_id: challengeId, response } = input.body
  const { user_id: userId, session_id: sessionId } = ctx.actor
  const asked = { purpose: 'step_up', userId, challengeId, response } as const
  const shown = await showPasskey(ctx, asked, async (tx, { id }) => {
    await noteSecondFactor(tx.sql, sessionId, ctx.at)
    const detail = { factor: 'passkey', passkey_id: id }
    await record(tx, ctx, { chain: INSTALLATION, action: 'session.stepped-up', object: sessionId, detail })
  })
  return shown.ok ? ok({ stepped_up_until: steppedUpUntil(ctx.at) }) : refused(NOT_THIS)
}

const NOT_THIS: Refusal = {
  code: 'INVALID_INPUT',
  message: 'That passkey does not count here: try again, or show a code of your app.',
  fields: [{ field: 'body.response', message: 'this passkey does not count here' }],
}
