// What every preference is until its person chooses: apart from the schemas, which a page that only shows them does not need.
import type { Preferences } from './preferences.ts'

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  density: 'comfortable',
  palette: 'classic',
  motion: 'system',
  time_zone: 'UTC',
  shortcuts: true,
  keys: {},
  is_settled: false,
}
