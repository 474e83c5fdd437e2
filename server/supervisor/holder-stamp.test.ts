// The second lock on a data folder: it holds against those in another container, and never against the dead.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { holdByStamp, otherHolder } from './holder-stamp.ts'

/** A folder that a desk holds, as it looks to one that counts pids elsewhere. */
function heldFolder(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-stamp-'))
  const path = join(folder, 'holder.json')
  t.after(() => rmSync(folder, { recursive: true }))
  const release = holdByStamp(folder, fault => assert.fail(String(fault)))
  t.after(release)
  const change = (by: object) => {
    const stamp = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify({ ...stamp, ...by }))
  }
  return {
    folder,
    path,
    release,
    change,
    look: (pause = async () => {}) => otherHolder({ folder, now: Date.now, pause }),
  }
}

test('a stamp that moves is a desk that lives', async t => {
  const { change, look } = heldFolder(t)
  assert.match((await look(async () => change({ count: 99 }))) ?? '', new RegExp(`^pid ${process.pid} on `))
})

test('a stamp that stands still, in another container, is nobody', async t => {
  const { folder, release, change, look } = heldFolder(t)
  const text = readFileSync(join(folder, 'holder.json'), 'utf8')
  release()
  writeFileSync(join(folder, 'holder.json'), text)
  change({ place: 'elsewhere' })
  assert.equal(await look(), undefined)
})

test('an old one is passed at once, and so is one whose process is dead here', async t => {
  const { path, release, change, look } = heldFolder(t)
  change({ mark: 'an earlier process with our pid' })
  assert.equal(await look(), undefined)
  change({ place: 'elsewhere' })
  utimesSync(path, 1, 1)
  assert.equal(await look(), undefined)
  release()
  assert.equal(await look(), undefined)
})
