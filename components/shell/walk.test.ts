// J and K: from row to row, and not beyond the ends.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeAfter } from './walk.ts'

test('rows are walked one by one', () => {
  assert.equal(placeAfter({ here: -1, step: 1, count: 3 }), 0)
  assert.equal(placeAfter({ here: -1, step: -1, count: 3 }), 2)
  assert.equal(placeAfter({ here: 1, step: 1, count: 3 }), 2)
  assert.equal(placeAfter({ here: 2, step: 1, count: 3 }), 2)
  assert.equal(placeAfter({ here: 0, step: -1, count: 3 }), 0)
  assert.equal(placeAfter({ here: -1, step: 1, count: 0 }), 0)
})
