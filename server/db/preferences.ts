// How the desk looks for one person. A stored field that is broken, or of another version, counts as never chosen.
import type { UserId } from '#lib/base/id.ts'
import { DEFAULT_PREFERENCES } from '#lib/wire/default-preferences.ts'
import { Preferences, type PreferencesChange } from '#lib/wire/preferences.ts'
import type { Row, Sql } from './client.ts'
import { onlyRow } from './only-row.ts'

type PreferencesRow = Row & { preferences: unknown }

/** Each field by itself: one broken field does not take the others with it. */
export function preferencesOf(stored: unknown): Preferences {
  const chosen: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {}
  const fields = Object.entries(Preferences.shape).map(([name, field]) => {
    const read = field.safeParse(chosen[name])
    return [name, read.success ? read.data : DEFAULT_PREFERENCES[name as keyof Preferences]] // a name of the shape
  })
  return Preferences.parse(Object.fromEntries(fields))
}

/** Two tabs that save at once wait for each other here, so that neither undoes the other's field. */
export async function savePreferences(
  sql: Sql,
  { userId, change }: { userId: UserId; change: PreferencesChange },
): Promise<{ before: Preferences; after: Preferences }> {
  const rows = await sql<PreferencesRow>({
    text: 'SELECT preferences FROM users WHERE id = $1::uuid FOR NO KEY UPDATE',
    values: [userId],
  })
  const before = preferencesOf(onlyRow(rows).preferences)
  const after = Preferences.parse({ ...before, ...change })
  await sql({
    text: 'UPDATE users SET preferences = $2::jsonb WHERE id = $1::uuid',
    values: [userId, JSON.stringify(after)],
  })
  return { before, after }
}
