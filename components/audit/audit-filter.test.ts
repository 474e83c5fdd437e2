// The filter in the address: what was chosen comes back, and what cannot be read is left out alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changed, filterOf, isSame, QUICK, searchOf } from './audit-filter.ts'

const read = (search: string) => filterOf(new URLSearchParams(search))

test('what stands in the address is the filter, and the filter is what stands in it', () => {
  const filter = { actor: 'token', action: 'person,invite', object: 'a b&c', from: 5, until: 7 }
  assert.deepEqual(read(searchOf(filter)), filter)
  assert.equal(searchOf({}), '')
  assert.deepEqual(read(''), {})
})

test('one part that makes no sense takes no other with it', () => {
  const search = `?actor=&from=yesterday&until=12&object=${'x'.repeat(121)}&unknown=1&action=session`
  assert.deepEqual(read(search), { until: 12, action: 'session' })
  assert.deepEqual(read('?from=-1&until=1.5'), {})
})

test('a part is changed or taken away, the others stay', () => {
  const filter = { actor: 'token', from: 5 }
  assert.deepEqual(changed(filter, { action: 'job' }), { actor: 'token', from: 5, action: 'job' })
  assert.deepEqual(changed(filter, { actor: '' }), { from: 5 })
  assert(isSame(changed(filter, {}), filter))
  assert(!isSame(changed(filter, { from: '' }), filter))
})

test('each quick filter is one that the desk understands', () => {
  for (const { action } of QUICK) assert.equal(changed({}, { action }).action ?? '', action)
})
