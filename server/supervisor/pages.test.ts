// The stamp over the sources: the same for the same, another for any change that a page could show.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { hasPages, sourceStamp } from './pages.ts'

test('a change of a source is seen; of a test, of what is generated or of a paper it is not', t => {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-pages-'))
  t.after(() => rmSync(root, { recursive: true }))
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
    return sourceStamp(root)
  }
  const first = write('app/api/openapi.json/route.ts', 'a')
  assert.equal(write('lib/x.test.ts', 'b'), first)
  assert.equal(write('server/db/generated/client.ts', 'c'), first)
  assert.equal(write('README.md', 'd'), first)
  const second = write('lib/x.ts', 'e')
  assert.notEqual(second, first)
  assert.notEqual(write('lib/x.ts', 'f'), second)
  assert.equal(write('lib/x.ts', 'e'), second)
})

test('pages are there when they bear the stamp', t => {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-pages-'))
  t.after(() => rmSync(root, { recursive: true }))
  assert.equal(hasPages(root, 'a'), false)
  mkdirSync(join(root, '.next'))
  writeFileSync(join(root, '.next/plimsoll-stamp'), 'a')
  assert.deepEqual([hasPages(root, 'a'), hasPages(root, 'b')], [true, false])
})
