// The table of processes holds what was heard, and no more of it than one desk can have.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { HOUR_MS } from '#lib/base/time.ts'
import type { ProcessBeat, ProcessName } from '#lib/wire/process.ts'
import { openMemoryBus } from '#server/bus/memory.ts'
import { systemClock } from '#server/clock.ts'
import { openSources } from './sources.ts'

function openTable() {
  const door = openMemoryBus()
  const sources = openSources({ sql: async () => [], bus: door('web'), clock: systemClock })
  const told: unknown[] = []
  sources.processes.watch((_, beat) => told.push(beat))
  /** A new life of a process says its first word. */
  const hear = (process: ProcessName, aheadMs = 0): ProcessBeat => {
    const at = systemClock.now() + aheadMs
    const life = { incarnation: randomUUID(), pid: 1, host: 'h', build: 'b', rss_bytes: 1, restarts: 0 }
    const beat = { ...life, process, started_at: at - 1, beat_at: at }
    door(process).publish('process.beat', beat)
    return beat
  }
  return { hear, told, load: () => sources.processes.load(null) }
}

test('a process that falls without end pushes out its own lives alone', async () => {
  const { hear, load } = openTable()
  const engine = hear('engine')
  for (let count = 0; count < 100; count += 1) hear('strategy-host')
  const shown = await load()
  assert.ok(shown.some(({ incarnation }) => incarnation === engine.incarnation))
  assert.equal(shown.filter(({ process }) => process === 'strategy-host').length <= 8, true)
})

test('a beat out of the future is neither told nor kept', async () => {
  const { hear, told, load } = openTable()
  hear('strategy-host', HOUR_MS)
  const beat = hear('engine')
  assert.deepEqual([told, await load()], [[beat], [beat]])
})
