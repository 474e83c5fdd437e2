// The one transaction of a reset: the code is shown or was, the link is used up, and the new login stands.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import { issueTicket } from '#server/auth/tickets.ts'
import { useEntryLink } from '#server/db/entry-links.ts'
import { holdPeople } from '#server/db/people.ts'
import type { AnonymousActor, UnkeptCtx } from '../context.ts'
import { record } from '../record.ts'
import { NO_LINK } from './refusals.ts'
import { type NewLogin, replaceLogin } from './replace-login.ts'
import { showCode } from './show-code.ts'

type Renewal = Omit<NewLogin, 'at'> & { linkId: string; name: string; code: string }

export function renewLogin(ctx: UnkeptCtx<AnonymousActor>, renewal: Renewal) {
  const { db, auth, at, correlationId } = ctx
  const { linkId, userId, name, passwordHash, seed, code } = renewal
  return db.transact(async tx => {
    await holdPeople(tx.sql) // nobody is removed while their login is renewed
    // The first code of a new app has been shown already, and belongs to nobody yet.
    const factor =
      seed === undefined ? await showCode(tx, ctx, { person: { userId, name }, code }) : ok('totp' as const)
    if (!factor.ok) return factor
    if (!(await useEntryLink(tx.sql, linkId, at))) return refused(NO_LINK)
    const { ended, recoveryCodes } = await replaceLogin(tx, auth, { userId, passwordHash, seed, at })
    const ticket = await issueTicket(tx, { userId, factor: factor.value, at })
    const who = { actor: { kind: 'user', user_id: userId }, correlationId }
    const detail = {
      ...ended,
      factor: factor.value,
      is_factor_reset: seed !== undefined,
      link_id: linkId,
    }
    await record(tx, who, { chain: INSTALLATION, action: 'password.reset', object: userId, detail })
    return ok({ ticket, recovery_codes: recoveryCodes })
  })
}
