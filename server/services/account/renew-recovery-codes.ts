// Ten new recovery codes for whoever asks, told once; the old ones are worthless from now on.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok } from '#lib/base/result.ts'
import type { RenewRecoveryCodes } from '#lib/wire/account.ts'
import { newRecoveryCodes } from '#server/auth/recovery.ts'
import { countRecoveryCodes } from '#server/db/signed-in.ts'
import type { Verb } from '../context.ts'
import { record } from '../record.ts'
import { holdSession } from './hold-session.ts'

export const renewRecoveryCodes: Verb<typeof RenewRecoveryCodes> = ({ ctx }) => {
  const userId = ctx.actor.user_id
  return ctx.db.transact(async tx => {
    const held = await holdSession(tx.sql, ctx.actor) // two at once would leave twenty, besides
    if (!held.ok) return held
    const left = await countRecoveryCodes(tx.sql, userId)
    const codes = await newRecoveryCodes(tx, userId, ctx.at)
    const detail = { before: { left }, after: { left: codes.length } }
    await record(tx, ctx, { chain: INSTALLATION, action: 'recovery-codes.renewed', object: userId, detail })
    return ok({ recovery_codes: codes })
  })
}
