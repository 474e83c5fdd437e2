// What every refusal and every failure looks like on the wire: RFC 9457, with a code that a program can act on.
import * as z from 'zod/mini'
import { REFUSAL_CODES } from '../base/refusal.ts'

/** `INTERNAL` is no refusal: something of ours broke, and the caller learns only the number to quote. */
export const ProblemCode = z.enum([...REFUSAL_CODES, 'INTERNAL'])
export type ProblemCode = z.infer<typeof ProblemCode>

export const Problem = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  code: ProblemCode,
  detail: z.string(),
  request_id: z.string(),
  errors: z.optional(z.array(z.strictObject({ field: z.string(), message: z.string() }))),
})
export type Problem = z.infer<typeof Problem>

export const PROBLEM_TYPE = 'application/problem+json'

export const STATUS_OF: Readonly<Record<ProblemCode, number>> = {
  BAD_REQUEST: 400,
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  STEP_UP_NEEDED: 403,
  FOREIGN_ORIGIN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  TIMEOUT: 408,
  CONFLICT: 409,
  IN_FLIGHT: 409,
  GONE: 410,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  KEY_REUSED: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
}

/** With `about:blank` the title says no more than the status does. */
export const TITLE_OF: Readonly<Record<ProblemCode, string>> = {
  BAD_REQUEST: 'Bad Request',
  INVALID_INPUT: 'Bad Request',
  UNAUTHENTICATED: 'Unauthorized',
  FORBIDDEN: 'Forbidden',
  STEP_UP_NEEDED: 'Forbidden',
  FOREIGN_ORIGIN: 'Forbidden',
  NOT_FOUND: 'Not Found',
  METHOD_NOT_ALLOWED: 'Method Not Allowed',
  TIMEOUT: 'Request Timeout',
  CONFLICT: 'Conflict',
  IN_FLIGHT: 'Conflict',
  GONE: 'Gone',
  BODY_TOO_LARGE: 'Content Too Large',
  UNSUPPORTED_MEDIA_TYPE: 'Unsupported Media Type',
  KEY_REUSED: 'Unprocessable Content',
  RATE_LIMITED: 'Too Many Requests',
  INTERNAL: 'Internal Server Error',
  UNAVAILABLE: 'Service Unavailable',
}
