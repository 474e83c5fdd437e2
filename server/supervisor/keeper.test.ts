// A keeper with children made of paper: falls are answered by later starts, a stop by silence.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { epochMs } from '#lib/base/time.ts'
import type { ToChild } from '#server/ipc.ts'
import { openLog } from '#server/log.ts'
import { Keeper, type Rebirth } from './keeper.ts'
import type { Launch } from './launch.ts'
import type { Exit, Hearing } from './spawn-child.ts'

type Paper = {
  hearing: Hearing
  rebirth: Rebirth
  told: ToChild[]
  killed: string[]
  end(exit: Partial<Exit>): void
}

const LAUNCH: Launch = { command: 'paper', args: [], env: { NODE_ENV: 'production' }, cwd: '/' }

function keeperOf(t: TestContext, predecessor?: string) {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const papers: Paper[] = []
  const rebirths: Rebirth[] = []
  const fallen: (number | null)[] = []
  let nowMs = 0
  const keeper = new Keeper({
    kept: 'engine',
    predecessor,
    clock: { now: () => epochMs(nowMs), monotonicMs: () => nowMs },
    log: openLog('supervisor', { destination: { write: () => undefined } }),
    launch: rebirth => {
      rebirths.push(rebirth)
      return LAUNCH
    },
    spawn: (_launch, hearing) => {
      const { promise: exited, resolve } = Promise.withResolvers<Exit>()
      const rebirth = rebirths.at(-1)
      assert.ok(rebirth)
      const paper: Paper = {
        hearing,
        rebirth,
        told: [],
        killed: [],
        end: exit => resolve({ code: null, signal: null, ...exit }),
      }
      papers.push(paper)
      return {
        pid: 1_000 + papers.length,
        exited,
        send: message => void paper.told.push(message),
        kill: signal => {
          paper.killed.push(signal)
          paper.end({ signal })
        },
      }
    },
    onLaunched: () => undefined,
    onMessage: () => undefined,
    onLine: () => undefined,
    onDrop: () => undefined,
    onEnded: () => undefined,
    onFallen: exit => void fallen.push(exit.code),
    isWatched: true,
  })
  const paper = (index: number): Paper => {
    const found = papers[index]
    assert.ok(found, `child ${index} was started`)
    return found
  }
  const pass = (ms: number) => {
    nowMs += ms
    t.mock.timers.tick(ms)
  }
  return { keeper, papers, paper, pass, fallen }
}

/** Lets what was resolved be heard. */
const settled = () => new Promise<void>(resolve => setImmediate(resolve))
const NEVER = new Promise<void>(() => undefined)

test('ready is told once it serves', async t => {
  const { keeper, paper } = keeperOf(t)
  keeper.start()
  assert.equal(keeper.report().state, 'starting')
  const ready = keeper.ready()
  paper(0).hearing.onMessage({ kind: 'ready' })
  await ready
  assert.deepEqual([keeper.report().state, keeper.report().pid], ['ready', 1_001])
})

test('a fall is answered by a start after a second, as a new incarnation of the old one', async t => {
  const { keeper, papers, paper, pass } = keeperOf(t, 'the one before us')
  keeper.start()
  assert.equal(paper(0).rebirth.predecessor, 'the one before us')
  paper(0).end({ code: 1 })
  await settled()
  assert.deepEqual([keeper.report().state, keeper.report().pid], ['waiting', null])
  pass(999)
  assert.equal(papers.length, 1)
  pass(1)
  assert.equal(papers.length, 2)
  assert.equal(paper(1).rebirth.predecessor, paper(0).rebirth.incarnation)
  assert.notEqual(paper(1).rebirth.incarnation, paper(0).rebirth.incarnation)
  assert.equal(keeper.report().restarts, 1)
})

test('a crash loop is called one and waits half a minute', async t => {
  const { keeper, papers, paper, pass } = keeperOf(t)
  keeper.start()
  for (let falls = 0; falls < 6; falls++) {
    paper(falls).end({ code: 1 })
    await settled()
    if (falls < 5) pass(30_000)
  }
  assert.equal(keeper.report().state, 'crash-loop')
  pass(29_999)
  assert.equal(papers.length, 6)
})

test('a stop is asked for, and nothing is started after it', async t => {
  const { keeper, papers, paper, pass } = keeperOf(t)
  keeper.start()
  const stopped = keeper.stop(NEVER)
  assert.deepEqual(paper(0).told, [{ kind: 'stop' }])
  paper(0).end({ code: 0 })
  await stopped
  await settled()
  pass(60_000)
  assert.deepEqual([papers.length, keeper.report().state], [1, 'stopped'])
})

test('who does not stop in time is killed', async t => {
  const { keeper, paper } = keeperOf(t)
  keeper.start()
  await keeper.stop(Promise.resolve())
  assert.deepEqual(paper(0).killed, ['SIGKILL'])
})

test('a stop between fall and start starts nothing', async t => {
  const { keeper, papers, paper, pass } = keeperOf(t)
  keeper.start()
  paper(0).end({ signal: 'SIGKILL' })
  await settled()
  await keeper.stop(NEVER)
  pass(60_000)
  assert.deepEqual([papers.length, keeper.report().state], [1, 'stopped'])
})

test('when the whole group is told to end, an end is no fall', async t => {
  const { keeper, papers, paper, pass } = keeperOf(t)
  keeper.start()
  keeper.retire()
  paper(0).end({ code: 0 })
  await settled()
  pass(60_000)
  assert.deepEqual([papers.length, keeper.report().state], [1, 'stopped'])
})

test('a restart that was asked for comes at once', async t => {
  const { keeper, papers, paper } = keeperOf(t)
  keeper.start()
  const restarted = keeper.restart(NEVER)
  paper(0).end({ code: 0 })
  await restarted
  assert.deepEqual([papers.length, keeper.report().state, keeper.report().restarts], [2, 'starting', 1])
})

test('who lost the database is tried each second, however long it takes, and is no crash loop', async t => {
  const { keeper, papers, paper, pass } = keeperOf(t)
  keeper.start()
  for (let times = 0; times < 8; times++) {
    paper(times).end({ code: 75 })
    await settled()
    assert.equal(keeper.report().state, 'waiting')
    pass(1_000)
    assert.equal(papers.length, times + 2)
  }
})

test('who cannot make sense of what it was handed is not started again, and that is told', async t => {
  const { keeper, papers, paper, pass, fallen } = keeperOf(t)
  keeper.start()
  paper(0).end({ code: 78 })
  await settled()
  pass(60_000)
  assert.deepEqual([papers.length, keeper.report().state, fallen], [1, 'stopped', [78]])
})

test('who answers lives on; who falls silent is killed and started again', async t => {
  const { keeper, papers, paper, pass } = keeperOf(t)
  keeper.start()
  paper(0).hearing.onMessage({ kind: 'ready' })
  for (let looks = 0; looks < 100; looks++) {
    pass(5_000)
    paper(0).hearing.onMessage({ kind: 'metrics', id: 0, metrics: [] })
  }
  assert.deepEqual(paper(0).killed, [])
  for (let looks = 0; looks < 5; looks++) pass(5_000)
  assert.deepEqual(paper(0).killed, ['SIGKILL'])
  await settled()
  pass(1_000)
  assert.equal(papers.length, 2)
})

test('a supervisor that slept itself blames nobody', t => {
  const { keeper, paper, pass } = keeperOf(t)
  keeper.start()
  paper(0).hearing.onMessage({ kind: 'ready' })
  pass(3_600_000)
  assert.deepEqual(paper(0).killed, [])
})
