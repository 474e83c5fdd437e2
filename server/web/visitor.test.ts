// Where a request comes from: only named proxies are believed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { trustedProxies, visitorOf } from './visitor.ts'

const heard = {
  peer: '10.0.0.2',
  isTls: false,
  host: 'upstream:3000',
  forwardedFor: undefined as string | undefined,
  forwardedProto: 'https',
  forwardedHost: 'desk.example',
}

test('a peer that is no proxy of ours is believed about nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (forwardedFor, forwardedHost) => {
      const visitor = visitorOf({ ...heard, forwardedFor, forwardedHost }, trustedProxies(['10.0.0.3']))
      assert.deepEqual(visitor, { address: '10.0.0.2', isSecure: false, host: 'upstream:3000' })
    }),
  )
})

test('whatever a visitor writes in front, the address that our proxy saw counts', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string())), fc.ipV4(), (written, real) => {
      fc.pre(!real.startsWith('10.'))
      const forwardedFor = [...written, real].join(', ')
      const visitor = visitorOf({ ...heard, forwardedFor }, trustedProxies(['10.0.0.0/8']))
      assert.equal(visitor.address, real)
    }),
  )
})

test('an address of a proxy is the same in both spellings', () => {
  const proxies = trustedProxies(['10.0.0.2'])
  const visitor = visitorOf({ ...heard, peer: '::ffff:10.0.0.2', forwardedFor: '203.0.113.9' }, proxies)
  assert.deepEqual(visitor, { address: '203.0.113.9', isSecure: true, host: 'desk.example' })
})

test('a proxy that says nothing is its own visitor', () => {
  const visitor = visitorOf({ ...heard, forwardedFor: 'unknown' }, trustedProxies(['10.0.0.2']))
  assert.equal(visitor.address, '10.0.0.2')
})
