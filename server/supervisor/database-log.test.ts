// The old log of the database goes at the start and each hour.
import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { DAY_MS, epochMs, HOUR_MS } from '#lib/base/time.ts'
import { openLog } from '#server/log.ts'
import { keepDatabaseLog } from './database-log.ts'

const AT = epochMs(Date.UTC(2026, 10, 20))

test('at the start and each hour what has passed its age goes', async t => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-database-log-'))
  t.after(() => rmSync(dataDir, { recursive: true }))
  mkdirSync(join(dataDir, 'log'))
  const lay = (name: string) => {
    const path = join(dataDir, 'log', name)
    writeFileSync(path, '')
    utimesSync(path, new Date(AT - 2 * DAY_MS), new Date(AT - 2 * DAY_MS))
    return path
  }
  const lines: Record<string, unknown>[] = []
  const ear = new EventEmitter()
  const write = (line: string) => {
    lines.push(JSON.parse(line))
    ear.emit('line')
  }
  const heard = once(ear, 'line')
  const first = lay('postgres-2026-11-17.log')
  const close = keepDatabaseLog({
    dataDir,
    keepDays: 1,
    clock: { now: () => AT, monotonicMs: () => 0 },
    log: openLog('supervisor', { destination: { write } }),
  })
  await heard
  assert.equal(existsSync(first), false)
  const second = lay('postgres-2026-11-18.log')
  const heardAgain = once(ear, 'line')
  t.mock.timers.tick(HOUR_MS)
  await heardAgain
  await close()
  assert.equal(existsSync(second), false)
  assert.deepEqual(
    lines.map(line => [line['event'], line['count']]),
    [
      ['database_log_pruned', 1],
      ['database_log_pruned', 1],
    ],
  )
})
