// Whether a set-up link opens the desk. A link that is wrong, used or old, and a desk that has its owner, look the same.
import { ok, refused } from '#lib/base/result.ts'
import type { CheckSetup } from '#lib/wire/setup.ts'
import { findEntryLink } from '#server/db/entry-links.ts'
import type { Verb } from '../context.ts'

export const checkSetup: Verb<typeof CheckSetup> = async ({ ctx, input }) =>
  (await findEntryLink(ctx.db.sql, input.body.token, ctx.at))?.kind === 'setup'
    ? ok({})
    : refused({
        code: 'GONE',
        message: 'This link is not good any more. Print a new one: npm run desk -- setup-link',
      })
