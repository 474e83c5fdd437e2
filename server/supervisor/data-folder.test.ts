// The data folder is made for its owners alone, and refused in one line when it is of no use.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { closedFolder, openDataFolder } from './data-folder.ts'

function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-data-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

test('what is secret is open to its owner alone, also when it is there already', t => {
  const root = join(scratch(t), 'deep', 'data')
  openDataFolder(root, undefined)
  const folder = openDataFolder(root, undefined)
  for (const path of [folder.secrets, folder.backups, folder.logs, folder.run, folder.audit, folder.web]) {
    assert.equal(statSync(path).mode & 0o777, 0o700, path)
  }
})

test('a file in its place is one clear line', t => {
  const root = join(scratch(t), 'data')
  writeFileSync(root, '')
  assert.throws(() => openDataFolder(root, undefined), {
    message: `the data folder ${root} cannot be used: something else is in its place`,
  })
})

test('the folder that keeps others out is named', t => {
  const folder = scratch(t)
  chmodSync(folder, 0o700)
  assert.equal(closedFolder(join(folder, 'data')), folder)
  chmodSync(folder, 0o711)
  assert.equal(closedFolder(join(folder, 'data')), undefined)
})

test('a folder that holds other things is refused and left as it is', t => {
  const root = scratch(t)
  chmodSync(root, 0o755)
  writeFileSync(join(root, 'letters.txt'), 'dear')
  assert.throws(() => openDataFolder(root, undefined), /holds other things \(letters\.txt\) and no desk/)
  assert.deepEqual([readdirSync(root), statSync(root).mode & 0o777], [['letters.txt'], 0o755])
})

test('a disk of its own may hold what was lost', t => {
  const root = scratch(t)
  mkdirSync(join(root, 'lost+found'))
  assert.equal(openDataFolder(root, undefined).root, root)
})
