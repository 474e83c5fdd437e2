// Keys: recorded as pressed, refused when two actions could not be told apart, and saved only where they differ.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clashesOf, KEY_ACTIONS, keysOf } from '#components/data/keys.ts'
import { SavePreferences } from '#lib/wire/account.ts'
import { changedKeys, clashesWith, labelOf, record, standardKeys, withKeys } from './key-changes.ts'

const STANDARD = keysOf({ keys: {} })

test('presses become a sequence of two at most', () => {
  assert.equal(record('', 'g'), 'g')
  assert.equal(record('g', 'x'), 'g x')
  assert.equal(record('g x', 'q'), 'q')
  assert.equal(record('g', 'mod+k'), 'mod+k')
  assert.equal(record('mod+k', 'g'), 'g')
})

test('keys that are taken, begin another, or go on from one clash', () => {
  assert.deepEqual(clashesWith(STANDARD, 'theme', 'j'), ['row-next'])
  assert.deepEqual(clashesWith(STANDARD, 'theme', 'g').toSorted(), ['go-audit', 'go-health', 'go-settings'])
  assert.deepEqual(clashesWith(STANDARD, 'theme', 't x'), [])
  assert.deepEqual(clashesWith(STANDARD, 'help', 't h'), ['theme'])
  assert.deepEqual(clashesWith(STANDARD, 'theme', ''), [])
})

test('the desk comes without clashes, and every action has a name of its own', () => {
  assert.deepEqual(clashesOf(STANDARD), [])
  assert.equal(new Set(KEY_ACTIONS.map(({ id }) => labelOf(id))).size, KEY_ACTIONS.length)
})

test('what is saved is only what differs, whatever was changed before', () => {
  const id = fc.constantFrom(...KEY_ACTIONS.map(action => action.id))
  const keys = fc.constantFrom('', 'x', 'g x', 'mod+j', 'shift+x', ...KEY_ACTIONS.map(action => action.keys))
  fc.assert(
    fc.property(fc.array(fc.tuple(id, keys), { maxLength: 12 }), changes => {
      const saved = changes.reduce((held, [one, made]) => withKeys({ keys: held }, one, made), {})
      const last = new Map(changes)
      for (const [one, made] of last) assert.equal(keysOf({ keys: saved }).get(one), made)
      assert.deepEqual(
        changedKeys({ keys: saved }).toSorted(),
        [...last]
          .filter(([one, made]) => made !== standardKeys(one))
          .map(([one]) => one)
          .toSorted(),
      )
      assert.deepEqual(Object.keys(saved).toSorted(), changedKeys({ keys: saved }).toSorted())
      assert(SavePreferences.body.safeParse({ keys: saved }).success)
    }),
  )
})
