// Forms: one law for field and desk, in words a person can act on, each at its place.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as z from 'zod/mini'
import { CreateToken } from '#lib/wire/token.ts'
import { errorsOf, isSame, placeFault } from './form-state.ts'

test('what the contract refuses is said at its field', () => {
  assert.deepEqual(errorsOf(CreateToken.body, { name: 'bot', scope: 'read', days: 30 }), {})
  assert.deepEqual(errorsOf(CreateToken.body, { name: '', scope: 'read', days: 0 }), {
    name: 'Fill this in',
    days: 'At least 1',
  })
  assert.deepEqual(errorsOf(CreateToken.body, { name: 'x'.repeat(61), scope: 'read', days: 366 }), {
    name: 'At most 60 characters',
    days: 'At most 365',
  })
  assert.deepEqual(errorsOf(CreateToken.body, { name: 'b\u202eot', scope: 'all', days: 1.5 }), {
    name: 'Control characters are not allowed',
    scope: 'This is not in the right form',
    days: 'A whole number',
  })
})

test('the first fault of a field is the one that is said', () => {
  const schema = z.object({ code: z.string().check(z.minLength(6), z.regex(/^\d+$/, 'digits only')) })
  assert.deepEqual(errorsOf(schema, { code: 'ab' }), { code: 'At least 6 characters' })
})

test('a refusal of the desk goes to its fields, or stands above the buttons', () => {
  const fault = {
    message: 'The input is wrong.',
    requestId: 'number',
    fields: [
      { field: 'body.password', message: 'too easy' },
      { field: 'body.password', message: 'too short' },
      { field: 'query.page', message: 'no such page' },
    ],
  }
  assert.deepEqual(placeFault(fault, ['name', 'password']), { errors: { password: 'Too easy' }, rest: null })
  assert.deepEqual(placeFault(fault, ['name']), { errors: {}, rest: fault })
  assert.deepEqual(placeFault({ ...fault, fields: [] }, ['name']).rest?.requestId, 'number')
})

test('what was typed and taken back is no change', () => {
  assert.equal(isSame({ name: 'Ada', days: 1 }, { name: 'Ada', days: 1 }), true)
  assert.equal(isSame({ name: 'Ada' }, { name: 'ada' }), false)
})
