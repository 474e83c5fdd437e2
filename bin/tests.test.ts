// A file of tests that does not end holds up nobody: it is ended, it has failed, and what it left open is named.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type TestContext, test } from 'node:test'

const ROOT = join(import.meta.dirname, '..')
const LONG_MS = 3_600_000
const OPEN_SERVER = `
import { createServer } from 'node:net'
import { test } from 'node:test'
test('leaves a server open', () => new Promise(resolve => createServer().listen(0, '127.0.0.1', resolve)))
`
const HANGING_TEST = `${OPEN_SERVER}
test('never ends', () => new Promise(() => {}))
`
const GOOD = `
import { test } from 'node:test'
test('passes', () => {})
`
const MORE_LATER = `
import { test } from 'node:test'
await test('first', () => {})
await new Promise(resolve => setImmediate(resolve))
test('and one more', () => {})
`

test('a server that a test left open fails its file, by name, and the others count', t => {
  const { text, count } = run(fixtures(t, { 'open.test.mjs': OPEN_SERVER, 'good.test.mjs': GOOD }), {
    leftOpenWithinMs: 1,
  })
  assert.deepEqual(count, { passed: 2, failed: 1, skipped: 0 })
  assert.match(text, /left open by .*open\.test\.mjs: .*TCPServerWrap/)
  assert.doesNotMatch(text, /good\.test\.mjs/)
})

test('a test that hangs fails after its time, and its file ends all the same', t => {
  const { text, count } = run(fixtures(t, { 'hangs.test.mjs': HANGING_TEST }), {
    leftOpenWithinMs: 1,
    testWithinMs: 500,
  })
  assert.equal(count.failed, 1)
  assert.match(text, /never ends/)
  assert.match(text, /left open by .*hangs\.test\.mjs: .*TCPServerWrap/)
})

test('a file that ends by itself has left nothing open, also when it has more tests later', t => {
  const { text, count } = run(fixtures(t, { 'more.test.mjs': MORE_LATER, 'good.test.mjs': GOOD }), {})
  assert.deepEqual(count, { passed: 3, failed: 0, skipped: 0 })
  assert.doesNotMatch(text, /left open|failed:/)
})

test('out of time, the files that had not finished are named and have failed', t => {
  const files = fixtures(t, { 'hangs.test.mjs': HANGING_TEST, 'good.test.mjs': GOOD })
  // How long a machine takes to come to the file is its own affair: more time until it has.
  for (let withinMs = 500; ; withinMs *= 2) {
    const { text, count } = run(files, { limit: { withinMs, graceMs: 500 } })
    assert.notEqual(count.failed, 0)
    assert.match(text, /failed: ended after .* s, which is all the time it has/)
    const [, unfinished = ''] = /; not finished: (.*)/.exec(text) ?? []
    if (!unfinished.includes('hangs.test.mjs') || unfinished.includes('good.test.mjs')) continue
    assert.deepEqual(
      unfinished.split(', ').map(path => basename(path)),
      ['hangs.test.mjs'],
    )
    return
  }
})

function fixtures(t: TestContext, texts: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-tests-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return Object.entries(texts).map(([name, text]) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  })
}

type Options = {
  leftOpenWithinMs?: number
  testWithinMs?: number
  limit?: { withinMs: number; graceMs: number }
}

/** In a process of its own: what the runner prints is part of what it does. */
function run(files: readonly string[], options: Options) {
  const ground = { root: ROOT, node: process.execPath }
  const script = `
    import { nodeTests } from '${import.meta.resolve('./tests.mjs')}'
    const [ground, files, options] = JSON.parse(process.env.SAMPLE)
    const { NODE_TEST_CONTEXT: _, ...env } = process.env // or it would take itself for a file of ours
    const count = await nodeTests({ ...ground, env }, files, options)
    process.stdout.write('\\n' + JSON.stringify(count))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: {
      ...process.env,
      SAMPLE: JSON.stringify([ground, files, { limit: { withinMs: LONG_MS }, ...options }]),
    },
  })
  assert.equal(stderr, '')
  const lines = stdout.split('\n')
  return { text: stdout, count: JSON.parse(lines.at(-1) ?? '') }
}
