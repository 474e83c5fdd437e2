// Choices: every value of the wire can be chosen, and what is called the default is what the desk does without a choice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Density, Motion, Palette, Theme } from '#lib/wire/preferences.ts'
import { CHOICES, defaultWords } from './preference-words.ts'

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
