// The key map: sequences, what a person made of it, and who is heard.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clashesOf, isHeard, KEY_ACTIONS, keyOf, keysOf, type Pressed, press } from './keys.ts'

const DEFAULTS = keysOf({ keys: {} })
const bare = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

function typed(map: typeof DEFAULTS, ...keys: readonly (readonly [key: string, at: number])[]) {
  let pressed: Pressed = null
  return keys.map(([key, at]) => {
    const next = press(map, pressed, { key, at })
    pressed = next.pressed
    return next.action
  })
}

test('one key after the other is an action, unless one hesitates', () => {
  assert.deepEqual(typed(DEFAULTS, ['g', 0], ['h', 1_500]), [null, 'go-health'])
  assert.deepEqual(typed(DEFAULTS, ['g', 0], ['h', 1_501]), [null, null])
  assert.deepEqual(typed(DEFAULTS, ['g', 0], ['x', 10], ['h', 20]), [null, null, null])
  assert.deepEqual(typed(DEFAULTS, ['g', 0], ['g', 10], ['a', 20]), [null, null, 'go-audit'])
})

test('after a beginning a key of its own is still itself', () => {
  assert.deepEqual(typed(DEFAULTS, ['g', 0], ['j', 10]), [null, 'row-next'])
  assert.deepEqual(typed(DEFAULTS, ['mod+k', 0], ['?', 1]), ['palette', 'help'])
})

test('a person moves an action, or takes its keys away', () => {
  const map = keysOf({ keys: { 'go-health': 'h', help: '', 'no-such-action': 'q' } })
  assert.deepEqual(typed(map, ['h', 0], ['?', 1], ['q', 2], ['g', 3], ['h', 4]), [
    'go-health',
    null,
    null,
    null,
    'go-health',
  ])
})

test('whatever keys are held, an action comes from exactly its own', () => {
  const key = fc.constantFrom('a', 'b', 'mod+c', '?', '')
  const keys = fc.oneof(
    key,
    fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y')).map(pair => pair.join(' ')),
  )
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...KEY_ACTIONS.map(({ id }) => id)), keys),
      fc.array(key),
      (held, presses) => {
        const map = keysOf({ keys: held })
        const actions = typed(map, ...presses.filter(Boolean).map((name, place) => [name, place] as const))
        for (const action of actions) assert.ok(action === null || map.get(action) !== '')
      },
    ),
  )
})

test('actions that cannot be told apart are named, the defaults have none', () => {
  assert.deepEqual(clashesOf(DEFAULTS), [])
  assert.deepEqual(clashesOf(keysOf({ keys: { help: 't' } })), [['help', 'theme']])
  assert.deepEqual(clashesOf(keysOf({ keys: { help: '', theme: '' } })), [])
  assert.ok(clashesOf(keysOf({ keys: { help: 'g' } })).length >= 3, 'it begins every way to a place')
})

test('a press is spelled as in the map', () => {
  assert.equal(keyOf({ ...bare, key: 'K', metaKey: true }), 'mod+k')
  assert.equal(keyOf({ ...bare, key: '?', shiftKey: true }), '?')
  assert.equal(keyOf({ ...bare, key: 'J', shiftKey: true }), 'shift+j')
  assert.equal(keyOf({ ...bare, key: 'Shift', shiftKey: true }), null)
  assert.equal(keyOf({ ...bare, key: 'Escape' }), null)
  assert.equal(keyOf({ ...bare, key: ' ' }), null)
  assert.equal(keyOf({ ...bare, key: '@', altKey: true }), null)
})

test('who switched keys off keeps those with Ctrl', () => {
  assert.equal(isHeard('g', { shortcuts: false }), false)
  assert.equal(isHeard('mod+k', { shortcuts: false }), true)
  assert.equal(isHeard('g', { shortcuts: true }), true)
})

test('every action bears a name that a preference may have, and keys it can keep', () => {
  for (const { id, keys } of KEY_ACTIONS) {
    assert.match(id, /^[a-z][a-z-]{0,31}$/)
    assert.match(keys, /^$|^\S+( \S+)?$/)
  }
})
