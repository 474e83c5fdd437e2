// A token for a program of whoever asks.
import type { CreateToken } from '#lib/wire/token.ts'
import { holdSession } from '../account/hold-session.ts'
import type { Verb } from '../context.ts'
import { makeToken } from './make.ts'

export const createToken: Verb<typeof CreateToken> = ({ ctx, input }) => {
  const wish = { ...input.body, userId: ctx.actor.user_id, at: ctx.at }
  return ctx.db.transact(async tx => {
    const held = await holdSession(tx.sql, ctx.actor)
    return held.ok ? await makeToken(tx, ctx, wish) : held
  })
}
