// One visitor is one key, however many addresses of their network they use.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { rateAddress } from './rate-address.ts'

test('IPv6 is cut to the network, in whatever spelling', () => {
  const same = ['2001:db8:0:7::1', '2001:db8:0:7:ffff:1:2:3', '2001:0DB8:0000:0007::', '2001:db8::7:0:0:0:9']
  for (const address of same) assert.equal(rateAddress(address), '2001:db8:0:7::/64', address)
  assert.equal(rateAddress('::1'), '0:0:0:0::/64')
  assert.equal(rateAddress('fe80::1%eth0'), 'fe80:0:0:0::/64')
  assert.equal(rateAddress('64:ff9b::192.0.2.1'), '64:ff9b:0:0::/64')
})

test('two addresses share a key only with their first 64 bits', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map(value => value.toString(16))
  const half = fc.array(group, { minLength: 4, maxLength: 4 }).map(groups => groups.join(':'))
  fc.assert(
    fc.property(half, half, fc.tuple(half, half), (one, other, [end, otherEnd]) => {
      const isSame = rateAddress(`${one}:${end}`) === rateAddress(`${other}:${otherEnd}`)
      assert.equal(isSame, one === other)
      assert.equal(rateAddress(`${one}:${end}`), rateAddress(`${one}:${otherEnd}`))
    }),
  )
})

test('IPv4 is a key as it is, and nothing makes the key long', () => {
  assert.equal(rateAddress('203.0.113.9'), '203.0.113.9')
  fc.assert(fc.property(fc.string(), address => rateAddress(address).length <= 64))
})
