// One command of the person who asks; another's is not there.
import { ok, refused } from '#lib/base/result.ts'
import type { ReadCommand } from '#lib/wire/command.ts'
import { findCommand } from '#server/db/commands.ts'
import type { Verb } from '../context.ts'

export const readCommand: Verb<typeof ReadCommand> = async ({ ctx, input }) => {
  const command = await findCommand(ctx.db.sql, { userId: ctx.actor.user_id, id: input.params.id })
  return command === undefined
    ? refused({ code: 'NOT_FOUND', message: 'There is no such command.' })
    : ok(command)
}
