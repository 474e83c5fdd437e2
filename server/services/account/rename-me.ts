// Another name for whoever asks; it is also what they type to sign in, so nobody else may have it in any spelling.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { RenameMe } from '#lib/wire/account.ts'
import { renamePerson } from '#server/db/people.ts'
import type { Verb } from '../context.ts'
import { NAME_TAKEN } from '../entry/refusals.ts'

export const renameMe: Verb<typeof RenameMe> = async ({ ctx, input }) => {
  const { name } = input.body
  const userId = ctx.actor.user_id
  const before = await renamePerson(ctx.tx.sql, { userId, name })
  if (before === 'taken') return refused(NAME_TAKEN)
  const detail = { before: { name: before.name }, after: { name } }
  ctx.audit({ chain: INSTALLATION, action: 'person.renamed', object: userId, detail })
  return ok({ name })
}
