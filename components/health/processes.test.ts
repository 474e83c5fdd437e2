// Which lives a person is shown, and which one the verdict is about.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProcessBeat } from '#lib/wire/process.ts'
import { livesOf, quietest } from './processes.ts'

const beat = (of: Partial<ProcessBeat>): ProcessBeat => ({
  process: 'engine',
  incarnation: 'i',
  pid: 1,
  host: 'desk',
  build: 'test',
  started_at: 0,
  beat_at: 0,
  rss_bytes: 1,
  restarts: 0,
  ...of,
})

test('a process that should be there and never beat is shown as missing', () => {
  assert.deepEqual(
    livesOf([]).map(({ process, beat }) => [process, beat]),
    [
      ['engine', null],
      ['strategy-host', null],
      ['jobs', null],
      ['web', null],
    ],
  )
})

test('of several lives on one host the newest counts; another host is another life', () => {
  const lives = livesOf([
    beat({ started_at: 5, pid: 2 }),
    beat({ started_at: 1, pid: 1 }),
    beat({ host: 'second', pid: 3 }),
  ])
  const engines = lives.filter(({ process }) => process === 'engine')
  assert.deepEqual(engines.map(({ beat }) => beat?.pid).sort(), [2, 3])
})

test('the supervisor is shown when it beats', () => {
  assert.equal(livesOf([beat({ process: 'supervisor' })]).at(-1)?.process, 'supervisor')
})

test('the verdict is about the longest silence, and never to have beaten is the longest', () => {
  const all = (['engine', 'jobs', 'web', 'strategy-host'] as const).map((process, index) =>
    beat({ process, beat_at: 10 + index }),
  )
  assert.equal(quietest(livesOf(all))?.process, 'engine')
  assert.equal(quietest(livesOf(all.slice(0, 3)))?.process, 'strategy-host')
  assert.equal(quietest([]), null)
})
