// A higher role holds every right of a lower one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasRole, Role } from './role.ts'

test('whoever may more may all that is below, and nothing above', () => {
  const may = Role.options.map(held => Role.options.filter(needed => hasRole(held, needed)))
  assert.deepEqual(may, [['viewer'], ['viewer', 'trader'], ['viewer', 'trader', 'owner']])
})
