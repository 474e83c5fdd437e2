// A one-time link by which somebody joins with a role. Its token is told here once, and nowhere kept.
import { randomBytes } from 'node:crypto'
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import { DAY_MS, later } from '#lib/base/time.ts'
import type { InvitePerson } from '#lib/wire/person.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import { addInvite, listInvites } from '#server/db/invites.ts'
import { holdSession } from '../account/hold-session.ts'
import type { Verb } from '../context.ts'
import { record } from '../record.ts'
import { holdAsOwner } from './hold-as-owner.ts'

const GOOD_FOR_MS = 3 * DAY_MS
const OPEN_MAX = 20
const TOKEN_BYTES = 32

export const invitePerson: Verb<typeof InvitePerson> = ({ ctx, input }) => {
  const { role } = input.body
  const { at, actor } = ctx
  return ctx.db.transact(async tx => {
    const held = await holdAsOwner(tx.sql, actor)
    if (!held.ok) return held
    const session = await holdSession(tx.sql, actor)
    if (!session.ok) return session
    const open = await listInvites(tx.sql, at)
    if (open.length >= OPEN_MAX) {
      const message = `There are ${OPEN_MAX} open invitations already: revoke one first.`
      return refused({ code: 'CONFLICT', message })
    }
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    const made = { tokenHash: hashOfToken(token), role, madeBy: actor.user_id, at }
    const invite = await addInvite(tx.sql, { ...made, expiresAt: later(at, GOOD_FOR_MS) })
    const detail = { role, expires_at: invite.expires_at }
    await record(tx, ctx, { chain: INSTALLATION, action: 'person.invited', object: invite.id, detail })
    return ok({ invite, token })
  })
}
