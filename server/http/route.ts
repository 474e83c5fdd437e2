// The one way in: a contract and the verb that keeps it become a route. Session, role, schemas both ways, problem+json,
// Origin, Idempotency-Key, limits and the correlation id are here, so that no route can forget one.
import 'server-only'
import { randomUUID } from 'node:crypto'
import type { AnyContract } from '#lib/wire/contract.ts'
import { runtime } from '#server/runtime.ts'
import type { SentFile, Verb } from '#server/services/context.ts'
import { admit } from './admission.ts'
import { visitorOf } from './caller.ts'
import { outageOf } from './fault.ts'
import { fileResponse } from './file.ts'
import { inputOf } from './input.ts'
import { onceMore } from './once-more.ts'
import { type Answer, perform } from './perform.ts'
import { INTERNAL, OUTAGE, problemResponse, type Refused } from './problem.ts'

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

type Visit<C extends AnyContract> = { contract: C; verb: Verb<C>; request: Request }

async function answer<C extends AnyContract>({ contract, verb, request }: Visit<C>): Promise<Response> {
  const { clock, log } = runtime()
  const startedMs = clock.monotonicMs()
  const id = requestId(request)
  const response = await attempt({ contract, verb, request }, id)
  log[contract.effect === 'read' ? 'debug' : 'info']('request', {
    correlation_id: id,
    method: request.method,
    route: contract.path,
    status: response.status,
    duration_ms: Math.round(clock.monotonicMs() - startedMs),
  })
  return response
}

async function attempt<C extends AnyContract>(visit: Visit<C>, id: string): Promise<Response> {
  const { contract, verb, request } = visit
  const opened = runtime()
  try {
    const actor = await admit(opened, contract, request)
    if (!actor.ok) return problemResponse(actor.error, id)
    const input = await inputOf(contract, request)
    if (!input.ok) return problemResponse(input.error, id)
    const { db, clock, auth } = opened
    const key = request.headers.get('idempotency-key')
    const who = { actor: actor.value, visitor: visitorOf(request.headers), auth, correlationId: id }
    const work = () => perform(contract, verb, { ...who, input: input.value, key, at: clock.now(), db })
    const answered = await (contract.method === 'GET' ? onceMore(work) : work())
    if (!answered.ok) return problemResponse(answered.error, id)
    if (contract.file === undefined) return response(answered.value, id)
    return fileResponse(answered.value.reply as SentFile, {
      id,
      onFault: error => told(error, { contract, id }),
    }) // what a verb of such a contract answers with
  } catch (error) {
    return problemResponse(told(error, { contract, id }), id)
  }
}

/** The fault goes into the log with its number; the caller learns only the number. */
function told(error: unknown, of: { contract: AnyContract; id: string }): Refused {
  const { log } = runtime()
  const asked = { correlation_id: of.id, method: of.contract.method, route: of.contract.path }
  const outage = outageOf(error)
  if (outage === undefined) {
    log.error('request_failed', { ...asked, status: 500, error })
    return INTERNAL
  }
  const name = error instanceof Error ? error.name : typeof error
  log.warn('request_failed', { ...asked, status: 503, kind: outage.kind, code: outage.sign, name })
  return OUTAGE[outage.kind]
}

function response({ status, reply }: Answer, id: string): Response {
  return new Response(JSON.stringify(reply), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', 'X-Request-Id': id },
  })
}

/** The caller's own number is kept when it is a plain one, so that its logs and ours can be laid side by side. */
function requestId({ headers }: Request): string {
  const given = headers.get('x-request-id')
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
}

function withoutBody({ status, headers }: Response): Response {
  return new Response(null, { status, headers })
}
