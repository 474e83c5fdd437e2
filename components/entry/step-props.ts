// The first choices while they are made, and what a step of them is given.
import type { Preferences } from '#lib/wire/preferences.ts'

/** What was chosen so far; the rest is as it is saved. */
export type Chosen = { readonly [Name in keyof Preferences]?: Preferences[Name] }
/** As far as somebody came: at which step, with what chosen. */
export type Draft = { at: string; chosen: Chosen }
export type WelcomeStepProps = { draft: Preferences; change: (part: Chosen) => void }
