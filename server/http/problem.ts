// A refusal or a failure as an answer: problem+json, with the number to quote.
import type { Refusal } from '#lib/base/refusal.ts'
import { SECOND_MS } from '#lib/base/time.ts'
import { PROBLEM_TYPE, type Problem, type ProblemCode, STATUS_OF, TITLE_OF } from '#lib/wire/problem.ts'
import type { Outage } from './fault.ts'

export type Refused = Omit<Refusal, 'code'> & { readonly code: ProblemCode; readonly allow?: string }

export function problemResponse(refusal: Refused, requestId: string): Response {
  const { code, message, fields } = refusal
  const problem: Problem = {
    type: 'about:blank',
    title: TITLE_OF[code],
    status: STATUS_OF[code],
    code,
    detail: message,
    request_id: requestId,
    ...(fields === undefined ? {} : { errors: fields.map(fault => ({ ...fault })) }),
  }
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': PROBLEM_TYPE,
      'Cache-Control': 'no-store',
      'X-Request-Id': requestId,
      ...extraHeaders(refusal),
    },
  })
}

/** What a fault says to the outside: nothing about itself. */
export const INTERNAL: Refused = {
  code: 'INTERNAL',
  message: 'Something went wrong on our side. Quote the request id to whoever runs this desk.',
}
export const OUTAGE: Readonly<Record<Outage['kind'], Refused>> = {
  away: {
    code: 'UNAVAILABLE',
    message: 'The database is away for the moment.',
    retryAfterMs: 2 * SECOND_MS,
  },
  busy: {
    code: 'UNAVAILABLE',
    message: 'The database could not do this for the moment: ask again.',
    retryAfterMs: 2 * SECOND_MS,
  },
}

function extraHeaders({ code, retryAfterMs, allow }: Refused): Record<string, string> {
  const isBodyLeft = code === 'BODY_TOO_LARGE' || code === 'TIMEOUT'
  return {
    ...(retryAfterMs === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfterMs / SECOND_MS)) }),
    ...(allow === undefined ? {} : { Allow: allow }),
    ...(isBodyLeft ? { Connection: 'close' } : {}), // the rest of the body is not worth reading
  }
}
