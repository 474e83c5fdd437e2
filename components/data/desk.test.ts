// The live desk of a page: a topic is subscribed while somebody draws it, and a little longer; the clock is the desk's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Desk } from './desk.ts'
import type { LinkSocket } from './link.ts'

function house() {
  const said: string[] = []
  const timers = new Set<{ at: number; act: () => void }>()
  const frames: (() => void)[] = []
  const state = { ms: 1_000, open: () => {}, text: (_: string) => {} }
  const socket: LinkSocket = {
    send: text => said.push(text),
    close: () => {},
    onOpen: act => {
      state.open = act
    },
    onText: act => {
      state.text = act
    },
    onClose: () => {},
  }
  const desk = new Desk({
    open: () => socket,
    now: () => state.ms,
    random: () => 1,
    isSignedIn: async () => true,
    schedule: write => frames.push(write),
    after(ms, act) {
      const timer = { at: state.ms + ms, act }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
  })
  const pass = (ms: number) => {
    state.ms += ms
    state.text(JSON.stringify({ type: 'beat', at: state.ms })) // or the link would take the silence for death
    for (const timer of [...timers]) if (timer.at <= state.ms && timers.delete(timer)) timer.act()
  }
  const draw = () => {
    for (const write of frames.splice(0)) write()
  }
  const types = () => said.map(text => JSON.parse(text).type)
  desk.open()
  state.open()
  return { desk, state, pass, draw, types, frames }
}

test('however many draw a topic it is asked for once, and let go only when nobody has drawn it for a while', () => {
  const { desk, pass, types } = house()
  const [stopOne, stopTwo] = [desk.watch('jobs', () => {}), desk.watch('jobs', () => {})]
  stopOne()
  pass(4_000)
  assert.deepEqual(types(), ['subscribe'])
  stopTwo()
  pass(1_000)
  const stopThree = desk.watch('jobs', () => {})
  pass(4_900)
  assert.deepEqual(types(), ['subscribe'], 'a page that comes back in time is still subscribed')
  stopThree()
  pass(5_000)
  assert.deepEqual(types(), ['subscribe', 'unsubscribe'])
})

test('the clock shown is that of the desk, and status changes are one write a frame', () => {
  const { desk, state, draw, frames } = house()
  draw()
  let heard = 0
  desk.listen(() => {
    heard += 1
  })
  for (let beat = 0; beat < 10; beat += 1) state.text(JSON.stringify({ type: 'beat', at: 50_000 }))
  assert.equal(frames.length, 1)
  draw()
  assert.equal(heard, 1)
  assert.equal(desk.readNow(), 50_000)
})
