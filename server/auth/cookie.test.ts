// The cookie door: one well-formed token becomes its hash, everything else is nobody.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { hashOfToken, SESSION_COOKIE, tokenHashOf } from './cookie.ts'

const token = randomBytes(32).toString('base64url')
const cookie = `${SESSION_COOKIE}=${token}`

test('a token becomes its SHA-256, among other cookies too', () => {
  const expected = createHash('sha256').update(token).digest()
  assert.deepEqual(hashOfToken(token), expected)
  for (const header of [cookie, `a=b; ${cookie}`, `${cookie};c=d`, `${cookie}; ${cookie}`]) {
    assert.deepEqual(tokenHashOf(header), expected, header)
  }
})

test('what cannot be one of ours is nobody, without a question to the database', () => {
  const other = `${SESSION_COOKIE}=${randomBytes(32).toString('base64url')}`
  const wrong = [undefined, null, '', 'plimsoll=x', `${SESSION_COOKIE}=`, `${cookie}x`, `x${cookie}`]
  for (const header of [...wrong, `${cookie}; ${other}`, `${SESSION_COOKIE}="${token}"`]) {
    assert.equal(tokenHashOf(header), undefined, String(header))
  }
})

test('no header at all makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), header => {
      assert.equal(tokenHashOf(header), undefined)
      assert.equal(tokenHashOf(`${SESSION_COOKIE}=${header}`)?.length ?? 32, 32)
    }),
  )
})
