// What a step of the first choices is given.
import type { Preferences } from '#lib/wire/preferences.ts'

/** What was chosen so far; the rest is as it is saved. */
export type Chosen = { readonly [Name in keyof Preferences]?: Preferences[Name] }
export type WelcomeStepProps = { draft: Preferences; change: (part: Chosen) => void }
