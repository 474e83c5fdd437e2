// Puts a command that does nothing on the road to the engine: whoever sees it come back knows that the whole road is open.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok } from '#lib/base/result.ts'
import type { CheckRoad } from '#lib/wire/command.ts'
import { insertCommand } from '#server/db/commands.ts'
import type { Verb } from '../context.ts'

export const checkRoad: Verb<typeof CheckRoad> = async ({ ctx }) => {
  const { actor, at, correlationId, key, bodyHash, tx } = ctx
  const command = await insertCommand(tx.sql, {
    userId: actor.user_id,
    accountId: INSTALLATION,
    kind: 'check-road',
    idemKey: key,
    bodyHash,
    body: {},
    correlationId,
    at,
  })
  ctx.audit({
    chain: INSTALLATION,
    action: 'command.accepted',
    object: command.id,
    detail: { kind: command.kind },
  })
  return ok(command)
}
