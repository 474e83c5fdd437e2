// A child that floods its channel is cut to a measure, costs the others nothing, and is heard again when it stops.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Duplex } from 'node:stream'
import { test } from 'node:test'
import fc from 'fast-check'
import { openRelay } from '#server/bus/relay.ts'
import type { FromChild } from '#server/ipc.ts'
import { openChannel } from './child-channel.ts'
import { MESSAGES_AT_ONCE_MAX, openPace } from './message-pace.ts'

const settle = () => new Promise(setImmediate)

function openChild() {
  let nowMs = 0
  const socket = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() })
  const heard: FromChild[] = []
  const drops: string[] = []
  openChannel(socket, {
    onMessage: message => heard.push(message),
    onDrop: drop => drops.push(drop),
    onEndless: () => assert.fail('every line of it has an end'),
    pace: openPace({ monotonicMs: () => nowMs }),
  })
  return {
    heard,
    drops,
    pass: (ms: number) => {
      nowMs += ms
    },
    say: async (line: string, times = 1) => {
      socket.push(`${line}\n`.repeat(times))
      await settle()
    },
  }
}

const beat = () => {
  const incarnation = randomUUID()
  const life = {
    incarnation,
    pid: 1,
    host: 'h',
    build: 'b',
    started_at: 1,
    beat_at: 2,
    rss_bytes: 3,
    restarts: 0,
  }
  return { type: 'news', topic: 'process.beat', payload: { process: 'strategy-host', ...life } }
}

test('a flood of valid messages is cut, whoever sends it, and the others hear no more than the measure', async () => {
  const flooder = openChild()
  const quiet = openChild()
  const relay = openRelay(() => assert.fail('what comes through is in order'))
  let hearings = 0
  relay.join('engine', (_frame, sent) => {
    hearings += 1
    sent()
  })
  const seat = relay.join('strategy-host', () => undefined)
  await flooder.say(JSON.stringify({ kind: 'bus', frame: beat() }), 20_000)
  for (const message of flooder.heard) if (message.kind === 'bus') seat.receive(message.frame)
  assert.equal(hearings, MESSAGES_AT_ONCE_MAX)
  assert.deepEqual(flooder.drops, Array(20_000 - MESSAGES_AT_ONCE_MAX).fill('too-many'))
  await quiet.say('{"kind":"ready"}')
  assert.deepEqual([quiet.heard, quiet.drops], [[{ kind: 'ready' }], []])
})

test('a flood that ends leaves the child as it was', async () => {
  const child = openChild()
  await child.say('{"kind":"ready"}', MESSAGES_AT_ONCE_MAX + 5)
  assert.equal(child.drops.length, 5)
  child.pass(1)
  await child.say('{"kind":"ready"}', 5)
  assert.deepEqual([child.heard.length, child.drops.length], [MESSAGES_AT_ONCE_MAX + 2, 8])
  child.pass(60_000)
  await child.say('{"kind":"ready"}', MESSAGES_AT_ONCE_MAX)
  assert.equal(child.drops.length, 8)
})

test('nonsense counts against the measure, too, and is not even read beyond it', async () => {
  const child = openChild()
  await child.say('{garbage', MESSAGES_AT_ONCE_MAX)
  await child.say('{"kind":"nobody knows"}', 10)
  assert.deepEqual(new Set(child.drops.slice(0, MESSAGES_AT_ONCE_MAX)), new Set(['unreadable']))
  assert.deepEqual(child.drops.slice(MESSAGES_AT_ONCE_MAX), Array(10).fill('too-many'))
})

test('in no span of time more passes than the burst and the rate together', () => {
  const steps = fc.array(fc.record({ ms: fc.nat(2_000), asked: fc.nat(6_000) }), { maxLength: 20 })
  fc.assert(
    fc.property(steps, all => {
      let nowMs = 0
      let passed = 0
      const pace = openPace({ monotonicMs: () => nowMs })
      for (const { ms, asked } of all) {
        nowMs += ms
        for (let times = 0; times < asked; times += 1) if (pace()) passed += 1
        assert(passed <= MESSAGES_AT_ONCE_MAX + nowMs * 2, `${passed} in ${nowMs} ms`)
      }
    }),
    { numRuns: 50 },
  )
})
