// A database that is away is told from a bug, however deep the fault is wrapped.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDatabaseAway } from './fault.ts'

const withCode = (code: string, more: object = {}) => Object.assign(new Error('fault'), { code, ...more })

test('the world: passes', () => {
  const away = [
    withCode('ECONNREFUSED'),
    withCode('57P03'),
    withCode('08006'),
    withCode('53300'),
    withCode('53100'),
    withCode('P1001'),
    withCode('P2010', { meta: { code: '57P01' } }),
    withCode('ENOENT', { syscall: 'connect' }),
    withCode('57014'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Query read timeout'),
    new Error('outer', { cause: withCode('ECONNRESET') }),
    new AggregateError([withCode('ECONNREFUSED')]),
  ]
  for (const fault of away) assert.equal(isDatabaseAway(fault), true, String(fault))
})

test('a bug stays a bug', () => {
  const knot = new Error('knot')
  knot.cause = knot
  const bugs = [
    withCode('23505'),
    withCode('42P01'),
    withCode('ENOENT', { syscall: 'open' }),
    new TypeError('x'),
  ]
  for (const fault of [...bugs, knot, 'text', undefined]) assert.equal(isDatabaseAway(fault), false)
})
