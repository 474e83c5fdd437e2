// Choices: every value of the wire can be chosen, and what is called the default is what the desk does without a choice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_PREFERENCES, Density, Motion, Palette, Theme } from '#lib/wire/preferences.ts'
import { CHOICES, defaultWords } from './preference-words.ts'
import { isZone, zoneGroups } from './zones.ts'

test('every value of the wire can be chosen, once', () => {
  const wire = { theme: Theme, density: Density, palette: Palette, motion: Motion }
  for (const [name, schema] of Object.entries(wire)) {
    const values = CHOICES[name as keyof typeof wire].map(({ value }) => value)
    assert.deepEqual(values.toSorted(), schema.options.toSorted(), name)
  }
})

test('the default is named by its title', () => {
  assert.equal(defaultWords('theme'), 'Default: System')
  assert.equal(defaultWords('palette'), 'Default: Classic')
  assert.equal(defaultWords('density'), 'Default: Comfortable')
})

test('zones stand under their region, deep ones too', () => {
  const groups = zoneGroups(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'America/New_York', 'UTC'])
  assert.deepEqual(groups, [
    {
      region: 'America',
      zones: [
        { id: 'America/Argentina/Buenos_Aires', title: 'Argentina · Buenos Aires' },
        { id: 'America/New_York', title: 'New York' },
      ],
    },
    { region: 'Europe', zones: [{ id: 'Europe/Berlin', title: 'Berlin' }] },
  ])
})

test('a zone is one that times can be shown in', () => {
  assert(isZone(DEFAULT_PREFERENCES.time_zone))
  assert(isZone('Europe/Berlin'))
  for (const none of ['Mars/Olympus', 'Europe/', '', '../etc']) assert.equal(isZone(none), false, none)
  assert(
    zoneGroups(Intl.supportedValuesOf('timeZone'))
      .flatMap(({ zones }) => zones)
      .every(({ id }) => isZone(id)),
  )
})
