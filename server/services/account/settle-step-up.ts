// A second factor was shown in this session: it is fresh from now on, and the log says by what.
import { INSTALLATION } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import { steppedUpUntil } from '#server/auth/step-up.ts'
import type { Tx } from '#server/db/client.ts'
import { endSessionsOf, noteSecondFactor } from '#server/db/sessions.ts'
import type { UnkeptCtx } from '../context.ts'
import { record } from '../record.ts'

/** Until when it counts as fresh. */
export async function settleStepUp(
  tx: Tx,
  ctx: UnkeptCtx,
  detail: { factor: 'totp' | 'recovery' } | { factor: 'passkey'; passkey_id: string },
): Promise<EpochMs> {
  const { actor, at, visitor } = ctx
  const { user_id: userId, session_id: sessionId } = actor
  await noteSecondFactor(tx.sql, sessionId, at)
  if (detail.factor === 'recovery') {
    // Who uses a recovery code has lost the app, maybe to somebody: whatever else is open ends.
    const ended = await endSessionsOf(tx.sql, { userId, at, but: sessionId })
    const used = { sessions_ended: ended, address: visitor.address }
    await record(tx, ctx, {
      chain: INSTALLATION,
      action: 'recovery-code.used',
      object: userId,
      detail: used,
    })
  }
  await record(tx, ctx, { chain: INSTALLATION, action: 'session.stepped-up', object: sessionId, detail })
  return steppedUpUntil(at)
}
