// The API tokens of whoever asks, as far as they are good.
import { ok } from '#lib/base/result.ts'
import type { ListTokens } from '#lib/wire/token.ts'
import { listApiTokens } from '#server/db/api-tokens.ts'
import type { Verb } from '../context.ts'

export const listTokens: Verb<typeof ListTokens> = async ({ ctx }) =>
  ok({ tokens: await listApiTokens(ctx.db.sql, { userId: ctx.actor.user_id, at: ctx.at }) })
