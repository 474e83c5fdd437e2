// A child ends in order however its end is announced, and never hangs on one that does not stop.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Child, live, type Parent, readHanded } from './child.ts'
import { readSettings } from './env.ts'
import { EXIT_TEMPORARY, type FromChild, STOP_WITHIN_MS } from './ipc.ts'

const NAMES = {
  PLIMSOLL_PROCESS: 'jobs',
  PLIMSOLL_INCARNATION: '0191d1a0-0000-7000-8000-000000000001',
  PLIMSOLL_RESTARTS: '3',
  PLIMSOLL_BUILD: 'b1',
  PLIMSOLL_ORIGIN: 'http://localhost:3000',
}

function openParent() {
  const sent: FromChild[] = []
  const exits: number[] = []
  const said: string[] = []
  const timers: { ms: number; act: () => void }[] = []
  let message: (message: unknown) => void = () => undefined
  let gone: () => void = () => undefined
  const parent: Parent = {
    send: one => void sent.push(one),
    onMessage: hear => {
      message = hear
    },
    onGone: hear => {
      gone = hear
    },
    exit: code => void exits.push(code),
    say: line => void said.push(line),
    after: (ms, act) => void timers.push({ ms, act }),
  }
  return { parent, sent, exits, said, timers, tell: (m: unknown) => message(m), leave: () => gone() }
}

const settle = () => new Promise<void>(resolve => setImmediate(resolve))
function born(): Pick<Child, 'handed' | 'settings'> {
  const handed = readHanded(NAMES)
  const settings = readSettings({})
  assert.ok(handed && settings.ok)
  return { handed, settings: settings.value }
}

async function liveWith(stop: () => Promise<void>, use: (child: Child) => void = () => undefined) {
  const desk = openParent()
  await live(born(), desk.parent, async child => {
    use(child)
    child.ready()
    return stop
  })
  return desk
}

test('what the supervisor hands down is read whole or not at all', () => {
  assert.deepEqual(readHanded(NAMES), {
    process: 'jobs',
    incarnation: NAMES.PLIMSOLL_INCARNATION,
    restarts: 3,
    build: 'b1',
    origin: NAMES.PLIMSOLL_ORIGIN,
  })
  for (const name of Object.keys(NAMES)) {
    assert.equal(readHanded({ ...NAMES, [name]: undefined }), undefined, name)
  }
  assert.equal(readHanded({ ...NAMES, PLIMSOLL_PROCESS: 'venue' }), undefined)
  const predecessor = '0191d1a0-0000-7000-8000-000000000000'
  assert.equal(readHanded({ ...NAMES, PLIMSOLL_PREDECESSOR: predecessor })?.predecessor, predecessor)
  assert.equal(readHanded({ ...NAMES, PLIMSOLL_AUDIT_FOLDER: '/a' })?.auditFolder, '/a')
  assert.equal(readHanded({ ...NAMES, PLIMSOLL_CLUSTER: 'outside' })?.cluster, 'outside')
  assert.equal(readHanded({ ...NAMES, PLIMSOLL_CLUSTER: 'ours' }), undefined)
})

for (const [how, announce] of [
  ['the supervisor says stop', (desk: ReturnType<typeof openParent>) => desk.tell({ kind: 'stop' })],
  ['the supervisor is gone', (desk: ReturnType<typeof openParent>) => desk.leave()],
] as const) {
  test(`stops once and exits 0 when ${how}`, async () => {
    let stops = 0
    const desk = await liveWith(async () => void stops++)
    assert.deepEqual(desk.sent, [{ kind: 'ready' }])
    announce(desk)
    announce(desk)
    await settle()
    assert.deepEqual([stops, desk.exits], [1, [0]])
  })
}

test('told to stop while still starting, it stops what was started', async () => {
  const desk = openParent()
  let stops = 0
  await live(born(), desk.parent, async () => {
    desk.tell({ kind: 'stop' })
    await settle()
    return async () => void stops++
  })
  await settle()
  assert.deepEqual([stops, desk.exits], [1, [0]])
})

test('a stop that hangs is given up, and not called a success', async () => {
  const desk = await liveWith(() => new Promise<void>(() => undefined))
  desk.tell({ kind: 'stop' })
  assert.deepEqual(desk.exits, [])
  assert.equal(desk.timers[0]?.ms, STOP_WITHIN_MS)
  desk.timers[0]?.act()
  assert.deepEqual(desk.exits, [1])
})

test('a stop that fails says why', async () => {
  const desk = await liveWith(async () => {
    throw new Error('socket stuck')
  })
  desk.tell({ kind: 'stop' })
  await settle()
  assert.deepEqual([desk.exits, desk.said], [[1], ['did not stop in order: socket stuck']])
})

test('a child that ends by itself keeps its own exit code', async () => {
  let child: Child | undefined
  const desk = await liveWith(
    async () => undefined,
    one => {
      child = one
    },
  )
  child?.end(EXIT_TEMPORARY)
  await settle()
  assert.deepEqual(desk.exits, [EXIT_TEMPORARY])
})

test('figures are answered under the id of the question; a failing one leaves no hole', async () => {
  let isBroken = false
  const desk = await liveWith(
    async () => undefined,
    child =>
      child.onMetrics(async () => {
        if (isBroken) throw new Error('broken')
        return [{ name: 'a' }]
      }),
  )
  desk.tell({ kind: 'metrics', id: 4 })
  await settle()
  isBroken = true
  desk.tell({ kind: 'metrics', id: 5 })
  await settle()
  assert.deepEqual(desk.sent.slice(1), [
    { kind: 'metrics', id: 4, metrics: [{ name: 'a' }] },
    { kind: 'metrics', id: 5, metrics: [] },
  ])
})

test('what is no message of ours is passed over', async () => {
  const desk = await liveWith(async () => undefined)
  for (const noise of [null, 'stop', { kind: 'halt' }, { kind: 'stop', now: true }]) desk.tell(noise)
  await settle()
  assert.deepEqual(desk.exits, [])
})

test('a child that cannot start says why and is gone', async () => {
  const desk = openParent()
  await live(born(), desk.parent, async () => {
    throw new Error('no database')
  })
  assert.deepEqual(desk.exits, [1])
  assert.match(desk.said[0] ?? '', /did not start: Error: no database/)
})
