// One desk on one data folder: the second is told who the first is, and a free folder is free at once.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { askControl, type ControlAnswer, holdDataFolder } from './control.ts'

const answer: ControlAnswer = {
  pid: 42,
  address: 'http://localhost:3000',
  build: 'abc',
  started_at: 1,
  is_ready: true,
  database: 'embedded',
  processes: [{ process: 'web', state: 'ready', pid: 43, restarts: 2, since_at: 5 }],
}

function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-control-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('the second is refused with what the first says of itself, by whatever path it comes', async t => {
  const folder = scratch(t)
  const held = await holdDataFolder(folder, () => answer)
  assert.ok(held.ok)
  const link = `${folder}-link`
  symlinkSync(folder, link)
  t.after(() => rmSync(link))
  const second = await holdDataFolder(link, () => ({ ...answer, pid: 99 }))
  assert.deepEqual(second, { ok: false, error: answer })
  await held.value.release()
})

test('a folder that was let go can be held again', async t => {
  const folder = scratch(t)
  const first = await holdDataFolder(folder, () => answer)
  assert.ok(first.ok)
  await first.value.release()
  assert.equal(await askControl(folder), undefined)
  const again = await holdDataFolder(folder, () => answer)
  assert.ok(again.ok)
  await again.value.release()
})

test('two folders do not know each other', async t => {
  const held = await holdDataFolder(scratch(t), () => answer)
  assert.ok(held.ok)
  assert.equal(await askControl(scratch(t)), undefined)
  await held.value.release()
})
