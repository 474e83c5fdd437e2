// What a person or a caller did wrong, by a closed list of codes that every transport knows how to say.

export const REFUSAL_CODES = [
  'BAD_REQUEST',
  'INVALID_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'STEP_UP_NEEDED',
  'FOREIGN_ORIGIN',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'TIMEOUT',
  'CONFLICT',
  'IN_FLIGHT',
  'GONE',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'KEY_REUSED',
  'RATE_LIMITED',
  'UNAVAILABLE',
] as const

export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** One fault of one field, so that a form can say it where it happened. */
export type FieldFault = { readonly field: string; readonly message: string }

export type Refusal = {
  readonly code: RefusalCode
  readonly message: string
  readonly fields?: readonly FieldFault[]
  readonly retryAfterMs?: number
}
