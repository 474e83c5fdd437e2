// What a page shows before the browser asks for anything itself: a read verb, asked as whoever looks.
import { randomUUID } from 'node:crypto'
import { assert } from '#lib/base/assert.ts'
import type { AnyContract, Input, Reply } from '#lib/wire/contract.ts'
import { hasRole } from '#lib/wire/role.ts'
import type { Viewer } from '#server/auth/sessions.ts'
import { runtime } from '#server/runtime.ts'
import type { Verb } from '#server/services/context.ts'
import { userActor } from './caller.ts'
import { onceMore } from './once-more.ts'
import { ask } from './perform.ts'

type ReadContract = AnyContract & { readonly effect: 'read'; readonly stepUp?: never }
type PageQuestion<C extends AnyContract> = { readonly verb: Verb<C>; readonly input: Input<C> }

/** A refusal here is a fault of the page. */
export async function pageAsk<C extends ReadContract>(
  viewer: Viewer,
  contract: C,
  { verb, input }: PageQuestion<C>,
): Promise<Reply<C>> {
  const { access, name } = contract
  assert(access !== 'anonymous' && hasRole(viewer.role, access), `${name} is not for a ${viewer.role}`)
  const { db, auth, clock } = runtime()
  const actor = userActor(viewer)
  const ctx = { actor, at: clock.now(), correlationId: randomUUID(), auth, db }
  const reply = await onceMore(() => ask(contract, verb, { ctx, input }))
  assert(reply.ok, `${name} refuses a page: ${reply.ok || reply.error.code}`)
  return reply.value as Reply<C> // it has passed the schema of this very contract
}
