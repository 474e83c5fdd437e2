// The small shapes that every message is made of.
import * as z from 'zod/mini'

export const Uuid = z.uuid()
export const Time = z.int().check(z.nonnegative())
export const Nothing = z.strictObject({})
export const Text = (maxLength: number) =>
  z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(maxLength),
      z.regex(/^[^\p{Cc}\p{Bidi_Control}]*$/u, 'control characters are not allowed'),
    )
