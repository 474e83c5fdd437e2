// The hub: snapshot, deltas, slow sockets; and that every socket ends up showing the truth.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { UserId } from '#lib/base/id.ts'
import { epochMs } from '#lib/base/time.ts'
import type { ProcessBeat } from '#lib/wire/process.ts'
import { STREAM_LIMITS, StreamNews, type TopicName } from '#lib/wire/stream.ts'
import { Hub, type Source, type Sources } from './hub.ts'
import { type Outlet, openOutlet, SLOW_BYTES } from './outlet.ts'

const ADA = 'ada' as UserId
const BOB = 'bob' as UserId
const clock = { now: () => epochMs(7), monotonicMs: () => 0 }

const beat = (incarnation: string, beatAt: number): ProcessBeat => ({
  process: 'engine',
  incarnation,
  pid: 1,
  host: 'desk',
  build: 'test',
  started_at: 0,
  beat_at: beatAt,
  rss_bytes: 1,
  restarts: 0,
})

/** A source that a test speaks through, and whose load it answers. */
function fakeSource<T extends TopicName>() {
  let tell: Parameters<Source<T>['watch']>[0] = () => {}
  const source: Source<T> & { tell: typeof tell; answer: Source<T>['load'] } = {
    tell: (user, row) => tell(user, row),
    answer: async () => [],
    load: user => source.answer(user),
    watch(hear) {
      tell = hear
      return () => {
        tell = () => {}
      }
    },
  }
  return source
}

function house() {
  const sources = {
    processes: fakeSource<'processes'>(),
    jobs: fakeSource<'jobs'>(),
    commands: fakeSource<'commands'>(),
  } satisfies Sources
  const faults: unknown[] = []
  const hub = new Hub({ sources, clock, onNews: () => {}, onFault: (_, fault) => faults.push(fault) })
  return { hub, sources, faults }
}

/** A socket that keeps what it was sent, and can be made slow. */
function listener() {
  const state = { backlog: 0, closed: null as number | null, raw: [] as Buffer[] }
  const outlet = openOutlet(
    {
      send: message => state.raw.push(message),
      backlogBytes: () => state.backlog,
      close: code => {
        state.closed = code
      },
    },
    () => {},
  )
  const heard = () =>
    state.raw.map(one => StreamNews.parse(JSON.parse(one.subarray(one.indexOf('{')).toString())))
  return { outlet, state, heard }
}

/** What a browser would show after all it heard. */
function shown(heard: StreamNews[]): Map<string, unknown> {
  const rows = new Map<string, unknown>()
  for (const news of heard) {
    if (news.type === 'snapshot') rows.clear()
    if (news.type !== 'snapshot' && news.type !== 'delta') continue
    for (const row of news.rows) rows.set((row as ProcessBeat).incarnation, row)
    if (news.type === 'delta') for (const key of news.gone) rows.delete(key)
  }
  return rows
}

test('a snapshot comes first, then only what changed, with a growing sequence', async () => {
  const { hub, sources } = house()
  sources.processes.answer = async () => [beat('a', 1), beat('b', 1)]
  const ear = listener()
  await hub.subscribe(ear.outlet, 'processes', ADA)
  sources.processes.tell(null, beat('b', 2))
  sources.processes.tell(null, beat('b', 3))
  hub.flush()
  hub.flush() // nothing changed: nothing is said
  const [snapshot, delta, ...rest] = ear.heard()
  assert.ok(snapshot?.type === 'snapshot' && delta?.type === 'delta')
  assert.equal(snapshot.rows.length, 2)
  assert.deepEqual(delta.rows, [beat('b', 3)])
  assert.equal(delta.sequence, snapshot.sequence + 1)
  assert.equal(rest.length, 0)
})

test('a change is serialized once: every socket gets the same buffer', async () => {
  const { hub, sources } = house()
  const ears = [listener(), listener(), listener()]
  for (const { outlet } of ears) await hub.subscribe(outlet, 'processes', ADA)
  sources.processes.tell(null, beat('a', 1))
  hub.flush()
  const last = ears.map(({ state }) => state.raw.at(-1))
  assert.ok(last[0] !== undefined && last.every(buffer => buffer === last[0]))
})

test('whatever happens and however slowly it reads, a socket ends up showing the table', async () => {
  const step = fc.oneof(
    fc.record({ type: fc.constant('tell' as const), key: fc.constantFrom('a', 'b', 'c'), at: fc.nat(9) }),
    fc.record({ type: fc.constant('pace' as const), isSlow: fc.boolean() }),
    fc.record({ type: fc.constant('flush' as const) }),
    fc.record({ type: fc.constant('truth' as const), keys: fc.subarray(['a', 'b', 'c', 'd']) }),
    fc.record({ type: fc.constant('subscribe' as const) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async steps => {
      const { hub, sources } = house()
      const slow = listener()
      const quick = listener()
      await hub.subscribe(slow.outlet, 'processes', ADA)
      await hub.subscribe(quick.outlet, 'processes', BOB)
      for (const one of steps) {
        if (one.type === 'tell') sources.processes.tell(null, beat(one.key, one.at))
        else if (one.type === 'pace') slow.state.backlog = one.isSlow ? SLOW_BYTES + 1 : 0
        else if (one.type === 'flush') hub.flush()
        else if (one.type === 'subscribe') await hub.subscribe(slow.outlet, 'processes', ADA)
        else {
          sources.processes.answer = async () => one.keys.map(key => beat(key, 50))
          await hub.reconcile()
        }
      }
      slow.state.backlog = 0
      hub.flush()
      assert.deepEqual(shown(slow.heard()), shown(quick.heard()))
      const sequences = quick.heard().flatMap(news => ('sequence' in news ? [news.sequence] : []))
      assert.ok(sequences.every((sequence, index) => index === 0 || sequence > (sequences[index - 1] ?? 0)))
    }),
  )
})

test('a slow socket hears less and only the latest; the others hear everything', async () => {
  const { hub, sources } = house()
  const slow = listener()
  const quick = listener()
  await hub.subscribe(slow.outlet, 'processes', ADA)
  await hub.subscribe(quick.outlet, 'processes', ADA)
  slow.state.backlog = SLOW_BYTES + 1
  for (let at = 1; at <= 1_000; at += 1) {
    sources.processes.tell(null, beat('a', at))
    hub.flush()
  }
  assert.equal(quick.heard().length, 1_001)
  assert.equal(slow.heard().length, 1)
  slow.state.backlog = 0
  hub.flush()
  const last = slow.heard().at(-1)
  assert.ok(last?.type === 'delta')
  assert.deepEqual(last.rows, [beat('a', 1_000)])
})

test('a socket that reads nothing is dropped at its bound', async () => {
  const { hub } = house()
  const ear = listener()
  ear.state.backlog = STREAM_LIMITS.backlogBytesMax
  await hub.subscribe(ear.outlet, 'processes', ADA)
  assert.equal(ear.state.closed, 1013)
  assert.equal(ear.state.raw.length, 0)
})

test('what is told while the table is loading is newer than what the load brings', async () => {
  const { hub, sources } = house()
  const load = Promise.withResolvers<ProcessBeat[]>()
  sources.processes.answer = () => load.promise
  const ear = listener()
  const subscribed = hub.subscribe(ear.outlet, 'processes', ADA)
  sources.processes.tell(null, beat('a', 9))
  load.resolve([beat('a', 1), beat('b', 1)])
  await subscribed
  const [snapshot] = ear.heard()
  assert.ok(snapshot?.type === 'snapshot')
  assert.deepEqual(snapshot.rows, [beat('a', 9), beat('b', 1)])
})

test('what the bus lost is found by asking again', async () => {
  const { hub, sources } = house()
  sources.processes.answer = async () => [beat('a', 1), beat('old', 1)]
  const ear = listener()
  await hub.subscribe(ear.outlet, 'processes', ADA)
  sources.processes.answer = async () => [beat('a', 2)]
  await hub.reconcile()
  hub.flush()
  const delta = ear.heard().at(-1)
  assert.ok(delta?.type === 'delta')
  assert.deepEqual([delta.rows, delta.gone], [[beat('a', 2)], ['old']])
})

test('a personal topic shows each person their own rows', async () => {
  const { hub, sources } = house()
  const asked: unknown[] = []
  sources.commands.answer = async user => {
    asked.push(user)
    return []
  }
  const [ada, bob] = [listener(), listener()]
  await hub.subscribe(ada.outlet, 'commands', ADA)
  await hub.subscribe(bob.outlet, 'commands', BOB)
  const command = {
    id: 'c1',
    kind: 'check-road' as const,
    state: 'pending' as const,
    outcome: null,
    created_at: 1,
    claimed_at: null,
    settled_at: null,
  }
  sources.commands.tell(ADA, command)
  hub.flush()
  assert.deepEqual(asked, [ADA, BOB])
  assert.deepEqual([ada.heard().length, bob.heard().length], [2, 1])
})

test('a socket that left while its table was loading is not told and not kept', async () => {
  const { hub, sources } = house()
  const load = Promise.withResolvers<ProcessBeat[]>()
  sources.processes.answer = () => load.promise
  const ear = listener()
  const subscribed = hub.subscribe(ear.outlet, 'processes', ADA)
  hub.leave(ear.outlet)
  load.resolve([beat('a', 1)])
  await subscribed
  sources.processes.tell(null, beat('a', 2))
  hub.flush()
  assert.equal(ear.heard().length, 0)
})

test('who asked while the source was away gets the snapshot as soon as it is back', async () => {
  const { hub, sources, faults } = house()
  sources.processes.answer = () => Promise.reject(new Error('away'))
  const ear = listener()
  await hub.subscribe(ear.outlet, 'processes', ADA)
  assert.equal(ear.heard().length, 0)
  sources.processes.answer = async () => [beat('a', 1)]
  await hub.reconcile()
  assert.equal(shown(ear.heard()).size, 1)
  sources.processes.answer = () => Promise.reject(new Error('away again'))
  await hub.reconcile()
  assert.equal(faults.length, 2)
  assert.equal(shown(ear.heard()).size, 1, 'the rows stay when asking again fails')
})

test('after unsubscribing nothing comes', async () => {
  const { hub, sources } = house()
  const ear: { outlet: Outlet; heard(): StreamNews[] } = listener()
  await hub.subscribe(ear.outlet, 'processes', ADA)
  hub.unsubscribe(ear.outlet, 'processes', ADA)
  sources.processes.tell(null, beat('a', 1))
  hub.flush()
  assert.equal(ear.heard().length, 1)
})
