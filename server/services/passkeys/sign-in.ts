// Whoever shows a passkey of somebody here gets the ticket of that person: it is both factors in one.
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { SignInWithPasskey } from '#lib/wire/entry.ts'
import { issueTicket } from '#server/auth/tickets.ts'
import type { Verb } from '../context.ts'
import { showPasskey } from './show.ts'

export const signInWithPasskey: Verb<typeof SignInWithPasskey> = async ({ ctx, input }) => {
  const { challenge_id: challengeId, response } = input.body
  const asked = { purpose: 'sign_in', userId: null, challengeId, response } as const
  const shown = await showPasskey(ctx, asked, (tx, { userId }) =>
    issueTicket(tx, { userId, factor: 'passkey', at: ctx.at }),
  )
  return shown.ok ? ok({ ticket: shown.value }) : refused(NOT_IN)
}

const NOT_IN: Refusal = {
  code: 'UNAUTHENTICATED',
  message: 'That passkey did not open this desk. Try again, or sign in by name, password and code.',
}
