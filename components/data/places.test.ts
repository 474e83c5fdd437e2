// The places: each is found by what lies in it, and shown to whom it lets in.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KEY_ACTIONS } from './keys.ts'
import { isFor, PLACES, placeOf, SECTIONS } from './places.ts'

test('a section lies in its place, a longer name does not', () => {
  assert.equal(placeOf('/settings/people')?.name, 'settings')
  assert.equal(placeOf('/docs/api')?.name, 'api')
  assert.equal(placeOf('/healthy'), undefined)
})

test('what is for the owner alone is shown to nobody else', () => {
  const namesFor = (role: 'viewer' | 'owner') =>
    [...PLACES, ...SECTIONS].filter(isFor(role)).map(({ title }) => title)
  assert.ok(namesFor('owner').includes('Audit') && namesFor('owner').includes('People'))
  assert.ok(!namesFor('viewer').includes('Audit') && !namesFor('viewer').includes('People'))
})

test('every key that goes somewhere goes to a place', () => {
  const names = new Set<string>(PLACES.map(({ name }) => `go-${name}`))
  for (const { id, group } of KEY_ACTIONS) if (group === 'Go to') assert.ok(names.has(id), id)
})
