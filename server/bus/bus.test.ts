// The live bus: rights at the relay, questions that always end, and nothing that piles up.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Command } from '#lib/wire/command.ts'
import type { JobRun } from '#lib/wire/job.ts'
import type { ProcessBeat, ProcessName } from '#lib/wire/process.ts'
import { boundedSend, type Frame } from './frame.ts'
import { openBus } from './local.ts'
import { openMemoryBus } from './memory.ts'
import { openRelay, type RelayDrop } from './relay.ts'
import { NEWS, type NewsTopic, QUESTIONS } from './topics.ts'

const beat = (process: ProcessName): ProcessBeat => ({
  process,
  incarnation: randomUUID(),
  pid: 1,
  host: 'desk',
  build: 'test',
  started_at: 1,
  beat_at: 2,
  rss_bytes: 3,
  restarts: 0,
})
const RUN: JobRun = {
  id: randomUUID(),
  name: 'backup',
  state: 'running',
  progress_pct: 1,
  message: 'copying',
  requested_by: null,
  correlation_id: 'c',
  queued_at: 1,
  started_at: 1,
  finished_at: null,
}
const COMMAND: Command = {
  id: randomUUID(),
  kind: 'check-road',
  state: 'done',
  outcome: {},
  created_at: 1,
  claimed_at: 1,
  settled_at: 1,
}
const payloadOf = (topic: NewsTopic, from: ProcessName) =>
  ({
    'process.beat': beat(from),
    'job.changed': RUN,
    'command.changed': { user_id: randomUUID(), command: COMMAND },
    'backup.progress': { job_id: randomUUID(), progress_pct: 1, message: '' },
  })[topic]
/** So deep that it cannot be written down. */
const abyss = () => {
  let value: unknown[] = []
  for (let depth = 0; depth < 20_000; depth += 1) value = [value]
  return value
}
const PROCESSES: ProcessName[] = ['supervisor', 'web', 'engine', 'strategy-host', 'jobs']

test('news reaches whoever may hear it and nobody else', () => {
  const relay = openRelay()
  const got: string[] = []
  const seats = PROCESSES.slice(1).map(process => relay.join(process, () => got.push(process)))
  seats[3]?.receive({ type: 'news', topic: 'process.beat', payload: beat('jobs') })
  assert.deepEqual(got, ['web', 'engine'])
})

test('the relay passes only what the table of topics allows, from anybody', () => {
  const topic = fc.constantFrom(...(Object.keys(NEWS) as (keyof typeof NEWS)[]))
  fc.assert(
    fc.property(fc.constantFrom(...PROCESSES.slice(1)), topic, (from, of) => {
      const drops: RelayDrop[] = []
      const relay = openRelay((_, drop) => drops.push(drop))
      const heard: ProcessName[] = []
      for (const to of PROCESSES.slice(1)) relay.join(to, () => heard.push(to))
      relay.join(from, () => {}).receive({ type: 'news', topic: of, payload: payloadOf(of, from) })
      const may = NEWS[of].publishers.includes(from)
      const hearers = PROCESSES.slice(1).filter(to => NEWS[of].hearers.includes(to))
      assert.deepEqual(heard, may ? hearers : [])
      assert.deepEqual(drops, may ? [] : ['forbidden'])
    }),
  )
})

test('a question of a process that may not ask it goes nowhere', () => {
  const drops: string[] = []
  const relay = openRelay((process, drop) => drops.push(`${process} ${drop}`))
  relay.bus.answer('backup.make', async () => assert.fail('it must not be asked'))
  const web = relay.join('web', () => assert.fail('and it hears nothing'))
  web.receive({
    type: 'question',
    id: randomUUID(),
    question: 'backup.make',
    input: { job_id: randomUUID(), correlation_id: 'c' },
  })
  assert.ok(!QUESTIONS['backup.make'].askers.includes('web'))
  assert.deepEqual(drops, ['web forbidden'])
})

test('garbage from a process is dropped and told, whatever it is', () => {
  fc.assert(
    fc.property(fc.anything(), garbage => {
      const drops: RelayDrop[] = []
      openRelay((_, drop) => drops.push(drop))
        .join('web', () => {})
        .receive(garbage)
      assert.deepEqual(drops, ['unreadable'])
    }),
  )
})

test('a question is answered by the process it belongs to', async () => {
  const door = openMemoryBus()
  const jobId = randomUUID()
  door('supervisor').answer('backup.make', async ({ job_id }) => ({ backup: `of ${job_id}`, bytes: 7 }))
  const answer = await door('jobs').ask('backup.make', { job_id: jobId, correlation_id: 'c' })
  assert.deepEqual(answer, { ok: true, value: { backup: `of ${jobId}`, bytes: 7 } })
})

test('every question ends: nobody there, a fault of the answerer, silence, a closed bus', async () => {
  const door = openMemoryBus()
  const jobs = door('jobs')
  const input = { job_id: randomUUID(), correlation_id: 'c' }
  assert.deepEqual(await jobs.ask('backup.make', input), { ok: false, error: 'nobody' })
  const stop = door('supervisor').answer('backup.make', () => Promise.reject(new Error('disk full')))
  assert.deepEqual(await jobs.ask('backup.make', input), { ok: false, error: 'failed' })
  stop()
  door('supervisor').answer('backup.make', () => new Promise(() => {}))
  assert.deepEqual(await jobs.ask('backup.make', input, { timeoutMs: 1 }), { ok: false, error: 'silent' })
  const waiting = jobs.ask('backup.make', input)
  jobs.close()
  assert.deepEqual(await waiting, { ok: false, error: 'closed' })
})

test('a question ends when its asker or its answerer leaves', () => {
  const relay = openRelay()
  const said: Frame[] = []
  relay.bus.answer('backup.make', () => new Promise(() => {}))
  const jobs = relay.join('jobs', frame => said.push(frame))
  const id = randomUUID()
  jobs.receive({
    type: 'question',
    id,
    question: 'backup.make',
    input: { job_id: randomUUID(), correlation_id: 'c' },
  })
  assert.deepEqual(said, [])
  relay.close()
  assert.deepEqual(said, [{ type: 'unanswered', id, fault: 'nobody' }])
})

test('an answer counts only from the one who was asked', () => {
  const drops: string[] = []
  const relay = openRelay((process, drop) => drops.push(`${process} ${drop}`))
  relay.bus.answer('backup.make', () => new Promise(() => {}))
  const jobs = relay.join('jobs', () => assert.fail('a forged answer came through'))
  const web = relay.join('web', () => {})
  const id = randomUUID()
  jobs.receive({
    type: 'question',
    id,
    question: 'backup.make',
    input: { job_id: randomUUID(), correlation_id: 'c' },
  })
  web.receive({ type: 'answer', id, value: { backup: 'forged', bytes: 1 } })
  assert.deepEqual(drops, ['web forbidden'])
})

test('a payload that is not what its topic says goes no further', () => {
  const drops: string[] = []
  const relay = openRelay((process, drop) => drops.push(`${process} ${drop}`))
  relay.join('web', () => assert.fail('it was passed on'))
  const host = relay.join('strategy-host', () => {})
  const long = { ...beat('strategy-host'), host: 'x'.repeat(1_000_000) }
  for (const payload of [abyss(), {}, long]) host.receive({ type: 'news', topic: 'process.beat', payload })
  const jobs = relay.join('jobs', () => {})
  relay.bus.answer('backup.make', async () => assert.fail('it must not be asked'))
  jobs.receive({ type: 'question', id: randomUUID(), question: 'backup.make', input: abyss() })
  const unreadable = 'strategy-host unreadable'
  assert.deepEqual(drops, [unreadable, unreadable, unreadable, 'jobs unreadable'])
})

test('a send that throws is a drop, and the others hear all the same', () => {
  const drops: string[] = []
  const relay = openRelay((process, drop) => drops.push(`${process} ${drop}`))
  const heard: string[] = []
  relay.join('web', frame => heard.push(JSON.stringify(frame)))
  relay.join('web', (_, sent) => {
    heard.push('web')
    sent()
  })
  const command = { ...COMMAND, outcome: { abyss: abyss() } }
  const payload = { user_id: randomUUID(), command }
  relay.join('engine', () => {}).receive({ type: 'news', topic: 'command.changed', payload })
  assert.deepEqual([drops, heard], [['web unsendable'], ['web']])
})

test('nobody beats for another, nor lives two lives', () => {
  const drops: string[] = []
  const relay = openRelay((process, drop) => drops.push(`${process} ${drop}`))
  const heard: unknown[] = []
  relay.join('web', frame => heard.push(frame.type === 'news' && frame.payload))
  const say = (seat: { receive(frame: unknown): void }, payload: ProcessBeat) =>
    seat.receive({ type: 'news', topic: 'process.beat', payload })
  const [host, engine] = [relay.join('strategy-host', () => {}), relay.join('engine', () => {})]
  const [hosts, engines] = [beat('strategy-host'), beat('engine')]
  say(engine, engines)
  say(host, engines)
  say(host, { ...hosts, incarnation: engines.incarnation })
  say(host, hosts)
  say(host, beat('strategy-host'))
  assert.deepEqual(heard, [engines, hosts])
  assert.deepEqual(drops, Array(3).fill('strategy-host forbidden'))
  host.leave()
  const next = beat('strategy-host')
  say(
    relay.join('strategy-host', () => {}),
    next,
  )
  assert.deepEqual(heard.at(-1), next)
})

test('what does not keep pace is dropped and never piles up', () => {
  const underWay: (() => void)[] = []
  const send = boundedSend((_, sent) => underWay.push(sent), 3)
  const frame: Frame = { type: 'withdrawn', id: randomUUID() }
  assert.deepEqual(
    [1, 2, 3, 4, 5].map(() => send(frame)),
    [true, true, true, false, false],
  )
  const [first] = underWay
  first?.()
  first?.() // told twice, counted once
  assert.deepEqual([send(frame), send(frame)], [true, false])
})

test('nobody publishes or hears what is not theirs', () => {
  const bus = openBus('web', { send: (_, sent) => sent(), listen: () => () => {} })
  assert.throws(() => bus.publish('job.changed', {} as never), /web does not publish job.changed/)
  assert.throws(() => bus.subscribe('backup.progress', () => {}), /web does not hear/)
  assert.throws(() => bus.answer('backup.make', async () => ({ backup: '', bytes: 0 })), /does not answer/)
})
