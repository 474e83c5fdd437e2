// The small shapes that every message is made of.
import * as z from 'zod/mini'

export const Uuid = z.uuid()
export const Time = z.int().check(z.nonnegative())
/** 256 random bits as base64url: what a one-time link or a ticket is made of. */
export const Token = z.string().check(z.regex(/^[\w-]{43}$/, 'must be the whole token, as it was given'))
export const Nothing = z.strictObject({})
export const Text = (maxLength: number) =>
  z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(maxLength),
      z.regex(/^[^\p{Cc}\p{Bidi_Control}]*$/u, 'control characters are not allowed'),
    )
