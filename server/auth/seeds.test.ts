// Seeds open where they belong, with the secret they were sealed with, while they are good; nowhere else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ok, refused } from '#lib/base/result.ts'
import { epochMs, HOUR_MS, later } from '#lib/base/time.ts'
import { openSeeds } from './seeds.ts'

const AT = epochMs(1_800_000_000_000)
const seeds = openSeeds('a secret of thirty-two characters')

test('a sealed seed opens in its own row alone, and not with another secret', () => {
  const sealed = seeds.seal('one', 'JBSWY3DPEHPK3PXP')
  assert.equal(seeds.open('one', sealed), 'JBSWY3DPEHPK3PXP')
  assert.equal(seeds.open('two', sealed), undefined)
  assert.equal(openSeeds('another secret of 32 characters..').open('one', sealed), undefined)
  assert.notDeepEqual(seeds.seal('one', 'JBSWY3DPEHPK3PXP'), sealed) // a nonce of its own each time
  assert.doesNotMatch(sealed.toString('latin1'), /JBSWY3DP/)
})

test('not a bit of it can be changed, and no bytes break it', () => {
  const sealed = seeds.seal('one', 'JBSWY3DPEHPK3PXP')
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    assert.equal(seeds.open('one', changed), undefined)
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), bytes => seeds.open('one', bytes) === undefined))
})

test('an enrolment comes back from the browser for whom it was shown, within the hour', () => {
  const { secret, seal, qr } = seeds.enrol('link:1', 'Ada', AT)
  assert.deepEqual(seeds.openEnrolment(seal, 'link:1', later(AT, HOUR_MS - 1)), ok(secret))
  assert.deepEqual(seeds.openEnrolment(seal, 'link:1', later(AT, HOUR_MS)), refused('STALE'))
  assert.deepEqual(seeds.openEnrolment(seal, 'link:2', AT), refused('STALE'))
  assert.deepEqual(
    seeds.openEnrolment(seeds.seal('link:1', secret).toString('base64url'), 'link:1', AT),
    refused('STALE'),
  )
  for (const forged of ['', 'x', `${seal}AAAA`, seal.slice(1)]) {
    assert.deepEqual(seeds.openEnrolment(forged, 'link:1', AT), refused('STALE'), forged)
  }
  assert(qr.length >= 21 && qr.every(row => row.length === qr.length && /^[01]+$/.test(row)))
  assert(seal.length <= 512)
})
