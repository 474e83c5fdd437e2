// Who looks at a page, and what it shows first: the same session and the same verbs that the routes have. The page hands in
// the headers that Next gives it.
import 'server-only'
import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { assert } from '#lib/base/assert.ts'
import type { AnyContract, Input, Reply } from '#lib/wire/contract.ts'
import { hasRole, type Role } from '#lib/wire/role.ts'
import type { Viewer } from '#server/auth/sessions.ts'
import { runtime } from '#server/runtime.ts'
import type { Verb } from '#server/services/context.ts'
import { userActor } from './caller.ts'
import { onceMore } from './once-more.ts'
import { ask } from './perform.ts'

/** Where whoever is signed in is let in, whatever their role. */
const HOME = '/health'

type PageHeaders = Pick<Headers, 'get'>
type ReadContract = AnyContract & { readonly effect: 'read'; readonly stepUp?: never }

export async function pageViewer(headers: PageHeaders): Promise<Viewer | undefined> {
  return await viewerOfRequest(headers.get('cookie'))
}

/** Layout and page of one request ask once: what they show is of one moment. */
const viewerOfRequest = cache(async (cookie: string | null): Promise<Viewer | undefined> => {
  const session = await onceMore(() => runtime().sessionOf(cookie))
  return session.ok ? session.value : undefined
})

/** A stranger is led to sign in and from there back to this path; whoever's role is too low, to where they may be. */
export async function signedIn(headers: PageHeaders, path: string, needed: Role = 'viewer'): Promise<Viewer> {
  const viewer = await pageViewer(headers)
  if (viewer === undefined) redirect(`/login?next=${encodeURIComponent(path)}`)
  if (!hasRole(viewer.role, needed)) redirect(HOME)
  return viewer
}

type PageQuestion<C extends AnyContract> = { readonly verb: Verb<C>; readonly input: Input<C> }

/** What the page shows before the browser asks for anything itself. A refusal here is a fault of the page. */
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
