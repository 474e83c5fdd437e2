// How the desk looks for a person, as attributes of the document: the server writes them for the first paint, the browser
// changes them at once.
import { DEFAULT_PREFERENCES } from '#lib/wire/default-preferences.ts'
import type { Preferences } from '#lib/wire/preferences.ts'

type Look = Pick<Preferences, 'theme' | 'density' | 'palette' | 'motion'>

export function lookOf({ theme, density, palette, motion }: Look = DEFAULT_PREFERENCES) {
  return {
    'data-theme': theme,
    'data-density': density,
    'data-palette': palette,
    'data-motion': motion,
  } as const
}

export function showPreferences(look: Look): void {
  for (const [name, value] of Object.entries(lookOf(look))) document.documentElement.setAttribute(name, value)
}
