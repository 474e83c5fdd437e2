// What stands in the column, read field by field: nothing that is stored there keeps a person out of their desk.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_PREFERENCES } from '#lib/wire/default-preferences.ts'
import { Preferences } from '#lib/wire/preferences.ts'
import { preferencesOf } from './preferences.ts'

test('what was never chosen is the default, and a broken field takes no other with it', () => {
  assert.deepEqual(preferencesOf({}), DEFAULT_PREFERENCES)
  const stored = {
    theme: 'dark',
    density: 'tiny',
    palette: 7,
    time_zone: 'Europe/Berlin',
    keys: { 'go-home': 9 },
  }
  assert.deepEqual(preferencesOf({ ...stored, of_a_later_version: true }), {
    ...DEFAULT_PREFERENCES,
    theme: 'dark',
    time_zone: 'Europe/Berlin',
  })
})

test('whatever is stored, preferences come out', () => {
  const broken = fc.record(
    { theme: fc.anything(), keys: fc.anything(), shortcuts: fc.anything(), is_settled: fc.anything() },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), broken), stored => {
      assert(Preferences.safeParse(preferencesOf(stored)).success)
    }),
  )
})

test('preferences that were saved come out as they are', () => {
  const chosen: Preferences = {
    ...DEFAULT_PREFERENCES,
    shortcuts: false,
    keys: { 'go-audit': 'g x', 'go-home': '' },
  }
  assert.deepEqual(preferencesOf(JSON.parse(JSON.stringify(chosen))), chosen)
})
