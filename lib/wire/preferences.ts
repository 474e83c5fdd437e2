// How the desk looks and listens for one person.
import * as z from 'zod/mini'

export const Theme = z.enum(['system', 'dark', 'light'])
export type Theme = z.infer<typeof Theme>
export const Density = z.enum(['comfortable', 'compact'])
export type Density = z.infer<typeof Density>
/** Up and down: green and red, blue and orange, or red and green. */
export const Palette = z.enum(['classic', 'colour-blind', 'red-up'])
export type Palette = z.infer<typeof Palette>
export const Motion = z.enum(['system', 'reduce'])

/** A name that the browser's own table of time zones knows; whether this one does is asked where it is chosen. */
const TimeZone = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[A-Za-z0-9_+\-/]+$/))
/** Which action answers to which keys, where that is not the default: `g o` is one after the other. */
const KeyMap = z
  .record(
    z.string().check(z.regex(/^[a-z][a-z-]{0,31}$/)),
    z.string().check(z.maxLength(24), z.regex(/^$|^[^\s\p{Cc}\p{Cs}]+( [^\s\p{Cc}\p{Cs}]+)?$/u)),
  )
  .check(z.refine(keys => Object.keys(keys).length <= 100, 'at most 100 actions'))

export const Preferences = z.strictObject({
  theme: Theme,
  density: Density,
  palette: Palette,
  motion: Motion,
  time_zone: TimeZone,
  /** Keys without Ctrl or Cmd: off for whoever speaks to the browser or types by accident. */
  shortcuts: z.boolean(),
  keys: KeyMap,
  /** The first steps are done, or were skipped. */
  is_settled: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

export const PreferencesChange = z.partial(Preferences)
export type PreferencesChange = z.infer<typeof PreferencesChange>
