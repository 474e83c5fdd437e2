// The choices of how the desk looks, in words, and what each is when nothing was chosen.
import { DEFAULT_PREFERENCES } from '#lib/wire/default-preferences.ts'
import type { Preferences } from '#lib/wire/preferences.ts'

type Choice<Value> = { value: Value; title: string; note: string }
export type Chosen = 'theme' | 'density' | 'palette' | 'motion'
type Choices = { readonly [Name in Chosen]: readonly Choice<Preferences[Name]>[] }

export const CHOICES: Choices = {
  theme: [
    { value: 'system', title: 'System', note: 'Dark or light as your device is' },
    { value: 'dark', title: 'Dark', note: 'Easy on the eyes at night' },
    { value: 'light', title: 'Light', note: 'Clear in daylight' },
  ],
  density: [
    { value: 'comfortable', title: 'Comfortable', note: 'Room around every row' },
    { value: 'compact', title: 'Compact', note: 'More rows on the screen' },
  ],
  palette: [
    { value: 'classic', title: 'Classic', note: 'Up green, down red' },
    { value: 'colour-blind', title: 'Colour-blind', note: 'Up blue, down orange' },
    { value: 'red-up', title: 'Red up', note: 'Up red, down green' },
  ],
  motion: [
    { value: 'system', title: 'System', note: 'As your device asks for' },
    { value: 'reduce', title: 'Reduced', note: 'Nothing slides, fades or pulses' },
  ],
}

/** `Default: Classic` */
export function defaultWords(name: Chosen): string {
  const standard = CHOICES[name].find(({ value }) => value === DEFAULT_PREFERENCES[name])
  return `Default: ${standard?.title ?? DEFAULT_PREFERENCES[name]}`
}
