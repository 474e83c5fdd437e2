// A data folder is taken by one desk, which clears away what a backup that was cut short left there.
import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Keep } from './desk-options.ts'
import { takeFolder } from './take-folder.ts'

/** What root starts must be within the reach of its users. */
function openSite(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-take-'))
  chmodSync(root, 0o755)
  mkdirSync(join(root, 'server'))
  const closers: Parameters<Keep>[0][] = []
  const dataDir = join(root, 'data')
  const take = () =>
    takeFolder({
      root,
      dataDir,
      keep: close => void closers.push(close),
      answer: () => ({
        ...{ pid: process.pid, address: 'http://localhost:1', build: 'b', started_at: 0, is_ready: true },
        ...{ database: 'embedded', processes: [] },
      }),
      now: () => 0,
      complain: assert.fail,
    })
  const letGo = async () => {
    for (const close of closers.splice(0)) await close()
  }
  t.after(async () => {
    await letGo()
    rmSync(root, { recursive: true })
  })
  return { dataDir, take, letGo }
}

test('half a backup and its scratch cluster are gone, whole ones stay', async t => {
  const { dataDir, take, letGo } = openSite(t)
  await take()
  await letGo()
  for (const path of ['scratch/postgres', 'backups/20261120T030000Z.partial', 'backups/20261119T030000Z']) {
    mkdirSync(join(dataDir, path), { recursive: true })
  }
  await take()
  assert.deepEqual(readdirSync(join(dataDir, 'backups')), ['20261119T030000Z'])
  assert.equal(existsSync(join(dataDir, 'scratch')), false)
})

test('a second desk is told who the first is, and changes nothing', async t => {
  const { dataDir, take } = openSite(t)
  await take()
  mkdirSync(join(dataDir, 'scratch'))
  await assert.rejects(take(), /a desk runs on .+ already \(pid \d+, http:\/\/localhost:1\): stop it/)
  assert.equal(existsSync(join(dataDir, 'scratch')), true)
})
