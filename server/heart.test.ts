// A heart tells who lives, keeps to its pace, and outlives a listener that is away.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { epochMs } from '#lib/base/time.ts'
import { BEAT_EVERY_MS, ProcessBeat } from '#lib/wire/process.ts'
import type { Handed } from './child.ts'
import { startHeart } from './heart.ts'
import type { Log } from './log.ts'

const HANDED: Handed = {
  process: 'engine',
  incarnation: '0191d1a0-0000-7000-8000-000000000001',
  restarts: 2,
  build: 'b1',
  origin: 'http://localhost:3000',
}

function openBench(...tell: ((beat: ProcessBeat) => Promise<void> | void)[]) {
  let now = 1_000
  let due: () => void = () => undefined
  let isTicking = false
  const warned: string[] = []
  const silent = () => undefined
  const log: Log = {
    debug: silent,
    info: silent,
    error: silent,
    warn: e => void warned.push(e),
    with: () => log,
  }
  const heart = startHeart({
    handed: HANDED,
    clock: { now: () => epochMs(now), monotonicMs: () => now },
    log,
    tell,
    body: {
      pid: 7,
      host: 'here',
      rssBytes: () => 1_024,
      every: (ms, act) => {
        assert.equal(ms, BEAT_EVERY_MS)
        due = act
        isTicking = true
        return () => {
          isTicking = false
        }
      },
    },
  })
  const settle = () => new Promise<void>(resolve => setImmediate(resolve))
  const tick = async () => {
    now += BEAT_EVERY_MS
    due()
    await settle()
  }
  return { heart, tick, settle, warned, isTicking: () => isTicking }
}

test('the first beat comes at once and says the whole truth', async () => {
  const told: ProcessBeat[] = []
  const { heart, tick, settle } = openBench(beat => void told.push(beat))
  await settle()
  assert.deepEqual(ProcessBeat.parse(told[0]), {
    process: 'engine',
    incarnation: HANDED.incarnation,
    pid: 7,
    host: 'here',
    build: 'b1',
    started_at: 1_000,
    beat_at: 1_000,
    rss_bytes: 1_024,
    restarts: 2,
  })
  await tick()
  await tick()
  assert.deepEqual(
    told.map(beat => [beat.started_at, beat.beat_at]),
    [1_000, 3_000, 5_000].map(at => [1_000, at]),
  )
  await heart.stop()
})

test('a beat still being told is not told on top of itself', async () => {
  const waiting: (() => void)[] = []
  const { heart, tick, settle } = openBench(() => new Promise<void>(resolve => waiting.push(resolve)))
  await tick()
  await tick()
  assert.equal(waiting.length, 1)
  waiting[0]?.()
  await settle()
  await tick()
  assert.equal(waiting.length, 2)
  waiting[1]?.()
  await heart.stop()
})

test('one listener that hangs or fails silences no other', async () => {
  const told: ProcessBeat[] = []
  let tries = 0
  const hangs = () => new Promise<void>(() => undefined)
  const fails = () => {
    tries += 1
    throw new Error('closed')
  }
  const { tick, settle } = openBench(hangs, fails, beat => void told.push(beat))
  await settle()
  await tick()
  await tick()
  assert.deepEqual([told.length, tries], [3, 3])
})

test('a silent database is told once, and again after it was back', async () => {
  let isAway = true
  const { heart, tick, warned } = openBench(async () => {
    if (isAway) throw new Error('away')
  })
  await tick()
  await tick()
  await tick()
  assert.deepEqual(warned, ['beat_not_told'])
  isAway = false
  await tick()
  isAway = true
  await tick()
  assert.equal(warned.length, 2)
  await heart.stop()
})

test('a stopped heart is still and waits for its last beat', async () => {
  let isTold = false
  const bench = openBench(async () => {
    await new Promise<void>(resolve => setImmediate(resolve))
    isTold = true
  })
  await bench.heart.stop()
  assert.equal(isTold, true)
  assert.equal(bench.isTicking(), false)
})
