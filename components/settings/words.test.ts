// Words of the settings: what a person reads there must be the rule that the desk keeps.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Role } from '#lib/wire/role.ts'
import { Scope } from '#lib/wire/scope.ts'
import { isLastOwner } from './last-owner.ts'
import { RECOVERY_CODES, recoveryState } from './recovery-words.ts'
import { roleChangeWords } from './role-words.ts'
import { whyNotScope } from './scope-words.ts'

test('few recovery codes are warned of from three on', () => {
  const severities = Array.from({ length: RECOVERY_CODES + 1 }, (_, left) => recoveryState(left).severity)
  assert.deepEqual(severities, ['high', 'medium', 'medium', 'medium', ...Array(7).fill('safe')])
  assert.equal(recoveryState(4).title, '4 of 10 left')
})

test('one owner is the last one, two are not, and no other role ever is', () => {
  const role = fc.constantFrom(...Role.options)
  fc.assert(
    fc.property(fc.array(role, { minLength: 1, maxLength: 6 }), roles => {
      const people = roles.map((held, index) => ({ id: String(index), role: held }))
      const owners = roles.filter(held => held === 'owner').length
      const last = people.filter(person => isLastOwner(person, people))
      assert.equal(last.length, owners === 1 ? 1 : 0)
      assert(last.every(person => person.role === 'owner'))
    }),
  )
})

test('a scope above the role says which role it needs', () => {
  assert.equal(whyNotScope('read', 'viewer'), undefined)
  assert.match(whyNotScope('propose', 'viewer') ?? '', /needs the role of a trader; you are a viewer/i)
  assert.match(whyNotScope('trade', 'viewer') ?? '', /trader/)
  for (const scope of Scope.options)
    for (const role of ['trader', 'owner'] as const) assert.equal(whyNotScope(scope, role), undefined)
})

test('a change of role says what is lost, and that it is lost at once', () => {
  assert.equal(roleChangeWords('viewer', 'viewer'), undefined)
  assert.match(roleChangeWords('viewer', 'trader') ?? '', /^From now on: /)
  assert.match(roleChangeWords('owner', 'viewer') ?? '', /open too, no more than this: Sees everything/)
})
