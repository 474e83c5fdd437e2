// The link: opens again with patience, asks again for what is watched, ends when the session ends.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StreamNews } from '#lib/wire/stream.ts'
import { Link, type LinkSocket, type LinkStatus } from './link.ts'

type FakeSocket = LinkSocket & { said: string[]; opened(): void; text(news: unknown): void; closed(): void }

function fakeSocket(): FakeSocket {
  const acts = { open: () => {}, text: (_: string) => {}, close: () => {} }
  const said: string[] = []
  return {
    said,
    send: text => said.push(text),
    close: () => acts.close(),
    onOpen: act => {
      acts.open = act
    },
    onText: act => {
      acts.text = act
    },
    onClose: act => {
      acts.close = act
    },
    opened: () => acts.open(),
    text: news => acts.text(JSON.stringify(news)),
    closed: () => acts.close(),
  }
}

function house(options: { isSignedIn?: boolean; random?: number } = {}) {
  const sockets: FakeSocket[] = []
  const timers = new Set<{ at: number; act: () => void }>()
  const state = { ms: 0, status: null as LinkStatus | null, news: [] as StreamNews[], takes: true }
  const link = new Link({
    world: {
      open() {
        const socket = fakeSocket()
        sockets.push(socket)
        return socket
      },
      now: () => state.ms,
      random: () => options.random ?? 1,
      after(ms, act) {
        const timer = { at: state.ms + ms, act }
        timers.add(timer)
        return () => void timers.delete(timer)
      },
      isSignedIn: async () => options.isSignedIn ?? true,
    },
    receive(news) {
      state.news.push(news)
      return state.takes
    },
    changed: status => {
      state.status = status
    },
  })
  const pass = (ms: number) => {
    state.ms += ms
    for (const timer of [...timers]) {
      if (timer.at > state.ms || !timers.delete(timer)) continue
      timer.act()
    }
  }
  const last = () => {
    const socket = sockets.at(-1)
    assert.ok(socket !== undefined)
    return socket
  }
  return { link, sockets, state, pass, last, timers }
}

const subscribe = (topic: string) => JSON.stringify({ type: 'subscribe', topic })

test('what is wanted is asked for when the socket opens, and at once when it is open', () => {
  const { link, last } = house()
  link.open()
  link.want('jobs')
  assert.deepEqual(last().said, [])
  last().opened()
  link.want('commands')
  assert.deepEqual(last().said, [subscribe('jobs'), subscribe('commands')])
})

test('a lost socket is opened again for ever, each time with more patience up to a bound', () => {
  const { link, sockets, pass, last, state } = house()
  link.open()
  const waits: number[] = []
  for (let round = 0; round < 12; round += 1) {
    last().closed()
    assert.equal(state.status?.state, 'waiting')
    const before = sockets.length
    let waited = 0
    while (sockets.length === before) {
      pass(500)
      waited += 500
    }
    waits.push(waited)
  }
  assert.deepEqual(waits.slice(0, 6), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
  assert.equal(waits.at(-1), 30_000)
})

test('after a socket that worked the first wait is short again', () => {
  const { link, last, pass, sockets } = house()
  link.open()
  for (let round = 0; round < 4; round += 1) {
    last().closed()
    pass(30_000)
  }
  last().opened()
  last().closed()
  const before = sockets.length
  pass(1_000)
  assert.equal(sockets.length, before + 1)
})

test('a socket that says nothing for longer than two beats is dead', () => {
  const { link, last, pass, state } = house()
  link.open()
  last().opened()
  pass(11_000)
  last().text({ type: 'beat', at: 1 })
  pass(11_000)
  assert.equal(state.status?.state, 'open')
  pass(1_000)
  assert.equal(state.status?.state, 'waiting')
})

test('an ended session ends the trying', () => {
  const { link, last, pass, sockets, state } = house()
  link.open()
  last().opened()
  last().text({ type: 'error', code: 'SESSION_ENDED', message: 'Sign in again.' })
  pass(120_000)
  link.wake()
  assert.equal(state.status?.state, 'signed-out')
  assert.equal(sockets.length, 1)
})

test('a socket that would not open is asked about: a browser does not tell a 401 from silence', async () => {
  const { link, last, state } = house({ isSignedIn: false })
  link.open()
  last().closed()
  await Promise.resolve()
  await Promise.resolve()
  assert.equal(state.status?.state, 'signed-out')
})

test('a gap asks for the table anew; a snapshot that cannot be read is not asked for again', () => {
  const { link, last, state } = house()
  link.open()
  last().opened()
  link.want('jobs')
  state.takes = false
  last().text({ type: 'delta', topic: 'jobs', sequence: 4, at: 1, rows: [], gone: [] })
  last().text({ type: 'snapshot', topic: 'jobs', sequence: 5, at: 1, rows: [] })
  assert.deepEqual(last().said, [
    subscribe('jobs'),
    subscribe('jobs'),
    JSON.stringify({ type: 'unsubscribe', topic: 'jobs' }),
  ])
})

test('waking up asks again for everything, over a new socket when the old one may be dead', () => {
  const { link, last, state, sockets } = house()
  link.open()
  last().opened()
  link.want('jobs')
  last().text({ type: 'beat', at: 1 })
  link.wake()
  assert.deepEqual([sockets.length, last().said.length], [1, 2])
  state.ms += 7_000
  link.wake()
  assert.equal(sockets.length, 2)
})

test('the clock beside the desk is that of the least delayed message, and measured anew for each socket', () => {
  const { link, last, state } = house()
  link.open()
  last().opened()
  for (const [ms, at] of [
    [100, 5_000],
    [200, 5_190],
    [300, 5_100],
  ]) {
    state.ms = ms ?? 0
    last().text({ type: 'beat', at })
  }
  assert.equal(state.status?.clockSkewMs, 4_990)
  state.ms += 7_000
  link.wake()
  last().opened()
  last().text({ type: 'beat', at: state.ms })
  assert.equal(state.status?.clockSkewMs, 0)
})

test('a closed link stays closed and leaves no timer', () => {
  const { link, last, pass, sockets, timers } = house()
  link.open()
  last().opened()
  link.close()
  pass(120_000)
  assert.deepEqual([sockets.length, timers.size], [1, 0])
})

test('the role is what the desk told last', () => {
  const { link, last, state } = house()
  link.open()
  last().opened()
  last().text({ type: 'you', role: 'owner' })
  assert.equal(state.status?.role, 'owner')
  last().text({ type: 'you', role: 'viewer' })
  assert.equal(state.status?.role, 'viewer')
  assert.equal(state.status?.state, 'open')
})

test('whoever signed in again gets a new socket, with all that is watched', () => {
  const { link, last, state, sockets } = house()
  link.open()
  link.want('jobs')
  last().opened()
  last().text({ type: 'error', code: 'SESSION_ENDED', message: 'The session has ended.' })
  assert.equal(state.status?.state, 'signed-out')
  link.open()
  last().opened()
  assert.equal(sockets.length, 2)
  assert.equal(state.status?.state, 'open')
  assert.deepEqual(last().said, [subscribe('jobs')])
})
