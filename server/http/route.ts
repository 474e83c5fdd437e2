// The one way in: a contract and the verb that keeps it become a route. Session, role, schemas both ways, problem+json,
// Origin, Idempotency-Key, limits and the correlation id are behind it, so that no route can forget one.
import 'server-only'
import type { AnyContract } from '#lib/wire/contract.ts'
import type { Verb } from '#server/services/context.ts'
import { answer, requestId } from './answer.ts'
import { problemResponse } from './problem.ts'

type Handle = (request: Request) => Promise<Response>
export type Route = { readonly contract: AnyContract; readonly handle: Handle }

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof METHODS)[number]

export function route<C extends AnyContract>(contract: C, verb: Verb<C>): Route {
  return { contract, handle: request => answer({ contract, verb, request }) }
}

/** Every method of one path, for Next: those that no contract names are refused in our own words. */
export function routes(...all: readonly Route[]): Record<Method, Handle> {
  const handlers = new Map<string, Handle>(all.map(one => [one.contract.method, one.handle]))
  const get = handlers.get('GET')
  if (get !== undefined) handlers.set('HEAD', async request => withoutBody(await get(request)))
  const allow = METHODS.filter(method => handlers.has(method)).join(', ')
  const none: Handle = async request =>
    problemResponse(
      { code: 'METHOD_NOT_ALLOWED', message: `This path knows ${allow}.`, allow },
      requestId(request),
    )
  return everyMethod(method => (method === 'OPTIONS' ? none : (handlers.get(method) ?? none)))
}

/** For every path below the API that is nobody's. */
export const noRoute = everyMethod(method => async request => {
  const nothing = problemResponse(
    { code: 'NOT_FOUND', message: 'There is no such path.' },
    requestId(request),
  )
  return method === 'HEAD' ? withoutBody(nothing) : nothing
})

function everyMethod(handle: (method: Method) => Handle): Record<Method, Handle> {
  return {
    GET: handle('GET'),
    HEAD: handle('HEAD'),
    POST: handle('POST'),
    PUT: handle('PUT'),
    PATCH: handle('PATCH'),
    DELETE: handle('DELETE'),
    OPTIONS: handle('OPTIONS'),
  }
}

/** A file is read no further for a caller who wants none of it. */
async function withoutBody({ body, status, headers }: Response): Promise<Response> {
  await body?.cancel()
  return new Response(null, { status, headers })
}
