// The live bus: rights at the relay, questions that always end, and nothing that piles up.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ProcessBeat, ProcessName } from '#lib/wire/process.ts'
import { boundedSend, type Frame } from './frame.ts'
import { openBus } from './local.ts'
import { openMemoryBus } from './memory.ts'
import { openRelay, type RelayDrop } from './relay.ts'
import { NEWS, QUESTIONS } from './topics.ts'

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
      relay.join(from, () => {}).receive({ type: 'news', topic: of, payload: {} })
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
    input: { job_id: randomUUID() },
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
  const answer = await door('jobs').ask('backup.make', { job_id: jobId })
  assert.deepEqual(answer, { ok: true, value: { backup: `of ${jobId}`, bytes: 7 } })
})

test('every question ends: nobody there, a fault of the answerer, silence, a closed bus', async () => {
  const door = openMemoryBus()
  const jobs = door('jobs')
  const input = { job_id: randomUUID() }
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
  jobs.receive({ type: 'question', id, question: 'backup.make', input: { job_id: randomUUID() } })
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
  jobs.receive({ type: 'question', id, question: 'backup.make', input: { job_id: randomUUID() } })
  web.receive({ type: 'answer', id, value: { backup: 'forged', bytes: 1 } })
  assert.deepEqual(drops, ['web forbidden'])
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
