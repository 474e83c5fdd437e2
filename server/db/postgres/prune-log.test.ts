// The log of PostgreSQL: what has passed its age goes, whatever else lies there stays.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { DAY_MS, epochMs, HOUR_MS, later } from '#lib/base/time.ts'
import { pruneLog } from './prune-log.ts'

const AT = epochMs(Date.UTC(2026, 10, 20, 12))

async function cluster(t: TestContext): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'plimsoll-log-'))
  t.after(() => rm(dataDir, { recursive: true }))
  return dataDir
}

async function write(path: string, ageMs: number): Promise<void> {
  await writeFile(path, 'LOG\n')
  const last = new Date(later(AT, -ageMs))
  await utimes(path, last, last)
}

test('files that have passed their age go, those of an earlier way to name them too', async t => {
  const dataDir = await cluster(t)
  const folder = join(dataDir, 'log')
  await mkdir(folder)
  await write(join(folder, 'postgres-2026-11-16.log'), 3 * DAY_MS + 1)
  await write(join(folder, 'postgres-Mon.log'), 9 * DAY_MS)
  await write(join(folder, 'postgres-2026-11-17.log'), 3 * DAY_MS)
  await write(join(folder, 'postgres-2026-11-20.log'), HOUR_MS)
  await write(join(folder, 'notes.txt'), 99 * DAY_MS)
  await mkdir(join(folder, 'postgres-folder.log'))
  const gone = await pruneLog({ dataDir, keepDays: 3, at: AT })
  assert.deepEqual(gone, ['postgres-2026-11-16.log', 'postgres-Mon.log'])
  assert.deepEqual((await readdir(folder)).toSorted(), [
    'notes.txt',
    'postgres-2026-11-17.log',
    'postgres-2026-11-20.log',
    'postgres-folder.log',
  ])
})

test('a cluster that has not run has no log, and a link in its place leads nowhere', async t => {
  const dataDir = await cluster(t)
  assert.deepEqual(await pruneLog({ dataDir, keepDays: 1, at: AT }), [])
  const elsewhere = await cluster(t)
  await write(join(elsewhere, 'postgres-2020-01-01.log'), 999 * DAY_MS)
  await symlink(elsewhere, join(dataDir, 'log'))
  assert.deepEqual(await pruneLog({ dataDir, keepDays: 1, at: AT }), [])
  assert.deepEqual(await readdir(elsewhere), ['postgres-2020-01-01.log'])
})
