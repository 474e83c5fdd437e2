// From a request to its answer: admitted, understood, done, and told, with one line of the log.
import { randomUUID } from 'node:crypto'
import type { AnyContract } from '#lib/wire/contract.ts'
import { runtime } from '#server/runtime.ts'
import type { SentFile, Verb } from '#server/services/context.ts'
import { admit, admitAgain } from './admission.ts'
import { fileResponse } from './file.ts'
import { inputOf } from './input.ts'
import { onceMore } from './once-more.ts'
import { type Answer, perform } from './perform.ts'
import { problemResponse } from './problem.ts'
import { told } from './told.ts'

/** Whose body came within this is who they were at the door. */
const PROMPT_MS = 100

type Visit<C extends AnyContract> = { contract: C; verb: Verb<C>; request: Request }

export async function answer<C extends AnyContract>(visit: Visit<C>): Promise<Response> {
  const { contract, request } = visit
  const { clock, log } = runtime()
  const startedMs = clock.monotonicMs()
  const id = requestId(request)
  const response = await attempt(visit, id)
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
  const onFault = (error: unknown) => told(error, { contract, id })
  try {
    const { db, clock, auth } = opened
    const atDoor = await admit(opened, contract, request)
    if (!atDoor.ok) return problemResponse(atDoor.error, id)
    const readMs = clock.monotonicMs()
    const input = await inputOf(contract, request)
    if (!input.ok) return problemResponse(input.error, id)
    const isPrompt = clock.monotonicMs() - readMs < PROMPT_MS
    const admitted = isPrompt ? atDoor : await admitAgain(opened, contract, request)
    if (!admitted.ok) return problemResponse(admitted.error, id)
    const key = request.headers.get('idempotency-key')
    const who = { ...admitted.value, auth, correlationId: id }
    const work = () => perform(contract, verb, { ...who, input: input.value, key, at: clock.now(), db })
    const answered = await (contract.method === 'GET' ? onceMore(work) : work())
    if (!answered.ok) return problemResponse(answered.error, id)
    if (contract.file === undefined) return response(answered.value, id)
    // A verb of such a contract answers with nothing else.
    return fileResponse(answered.value.reply as SentFile, { id, onFault })
  } catch (error) {
    return problemResponse(onFault(error), id)
  }
}

function response({ status, reply }: Answer, id: string): Response {
  return new Response(JSON.stringify(reply), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', 'X-Request-Id': id },
  })
}

/** The caller's own number is kept when it is a plain one, so that its logs and ours can be laid side by side. */
export function requestId({ headers }: Request): string {
  const given = headers.get('x-request-id')
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
}
