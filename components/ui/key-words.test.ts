// Keys as people read them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyWords } from './key-words.ts'

test('keys are spelled as on the keyboard', () => {
  assert.deepEqual(keyWords('g h', 'other'), ['G', 'H'])
  assert.deepEqual(keyWords('mod+k', 'other'), ['Ctrl', 'K'])
  assert.deepEqual(keyWords('mod+shift+x', 'mac'), ['⌘', '⇧', 'X'])
  assert.deepEqual(keyWords('g ,', 'other'), ['G', ','])
  assert.deepEqual(keyWords('+', 'other'), ['+'])
  assert.deepEqual(keyWords('mod++', 'other'), ['Ctrl', '+'])
  assert.deepEqual(keyWords('F8', 'other'), ['F8'])
  assert.deepEqual(keyWords('', 'other'), [])
})
