// The live store: the same rows as the desk has, one write a frame, the same object until something changed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ProcessBeat } from '#lib/wire/process.ts'
import type { StreamNews } from '#lib/wire/stream.ts'
import { LiveStore, parseNews } from './live-store.ts'

const ID = '11111111-1111-4111-8111-11111111111'
const beat = (key: number, beatAt: number): ProcessBeat => ({
  process: 'engine',
  incarnation: `${ID}${key}`,
  pid: 1,
  host: 'desk',
  build: 'test',
  started_at: 0,
  beat_at: beatAt,
  rss_bytes: 1,
  restarts: 0,
})
const snapshot = (sequence: number, rows: unknown[]): StreamNews => ({
  type: 'snapshot',
  topic: 'processes',
  sequence,
  at: sequence,
  rows,
})
const delta = (sequence: number, rows: unknown[], gone: string[] = []): StreamNews => ({
  type: 'delta',
  topic: 'processes',
  sequence,
  at: sequence,
  rows,
  gone,
})

function house() {
  const frames: (() => void)[] = []
  const store = new LiveStore({ schedule: write => frames.push(write) })
  const draw = () => {
    for (const write of frames.splice(0)) write()
  }
  return { store, frames, draw }
}

test('many messages are one write, and listeners hear once', () => {
  const { store, frames, draw } = house()
  let heard = 0
  store.listen('processes', () => {
    heard += 1
  })
  store.receive(snapshot(0, [beat(1, 1)]))
  for (let sequence = 1; sequence <= 100; sequence += 1) store.receive(delta(sequence, [beat(1, sequence)]))
  assert.equal(frames.length, 1)
  assert.equal(store.read('processes').rows, null, 'nothing is shown between frames')
  draw()
  assert.equal(heard, 1)
  assert.equal(store.read('processes').rows?.[0]?.beat_at, 100)
  assert.equal(store.read('processes').saidAt, 100)
})

test('reading twice gives the same object; other topics keep theirs', () => {
  const { store, draw } = house()
  store.receive(snapshot(0, [beat(1, 1)]))
  draw()
  const [processes, jobs] = [store.read('processes'), store.read('jobs')]
  assert.equal(store.read('processes'), processes)
  store.receive(delta(1, [beat(1, 2)]))
  draw()
  assert.notEqual(store.read('processes'), processes)
  assert.equal(store.read('jobs'), jobs)
})

test('after any run of changes the store holds what the desk holds', () => {
  const change = fc.record({ key: fc.nat(3), at: fc.nat(9), isGone: fc.boolean() })
  fc.assert(
    fc.property(fc.array(change), changes => {
      const { store, draw } = house()
      const desk = new Map<string, ProcessBeat>()
      store.receive(snapshot(0, []))
      for (const [index, { key, at, isGone }] of changes.entries()) {
        const row = beat(key, at)
        if (isGone) desk.delete(row.incarnation)
        else desk.set(row.incarnation, row)
        const isTaken = store.receive(
          isGone ? delta(index + 1, [], [row.incarnation]) : delta(index + 1, [row]),
        )
        assert.equal(isTaken, true)
      }
      draw()
      assert.deepEqual(store.read('processes').rows, [...desk.values()])
    }),
  )
})

test('news that does not follow, or cannot be read, is refused and changes nothing', () => {
  const { store, draw } = house()
  assert.equal(store.receive(delta(1, [beat(1, 1)])), false, 'no snapshot yet')
  store.receive(snapshot(5, [beat(1, 1)]))
  assert.equal(store.receive(delta(5, [beat(1, 2)])), false, 'heard already')
  assert.equal(store.receive(delta(6, [{ ...beat(1, 2), beat_at: 'soon' }])), false, 'another shape')
  draw()
  assert.equal(store.read('processes').rows?.[0]?.beat_at, 1)
})

test('what is no news is null', () => {
  for (const text of ['', '{', '1', '{"type":"dance"}', '{"type":"beat"}'])
    assert.equal(parseNews(text), null)
  assert.equal(parseNews('{"type":"beat","at":1}')?.type, 'beat')
})
