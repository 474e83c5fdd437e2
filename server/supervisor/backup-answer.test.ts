// A backup that a job asks for: the operator's tool makes it, its progress is news, its fault an answer.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Bus } from '#server/bus/bus.ts'
import { openBus } from '#server/bus/local.ts'
import { openRelay } from '#server/bus/relay.ts'
import { openLog } from '#server/log.ts'
import { answerBackups } from './backup-answer.ts'

/** A desk whose tool is this script, and the jobs process that asks. */
function deskWith(t: TestContext, script: string) {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-backup-answer-'))
  mkdirSync(join(root, 'server'))
  writeFileSync(join(root, 'server/desk.ts'), script)
  const relay = openRelay()
  const lines: Record<string, unknown>[] = []
  const answer = answerBackups(relay.bus, {
    root,
    environment: { PLIMSOLL_DATA: '/the/data', HOME: '/h' },
    log: openLog('supervisor', { destination: { write: line => void lines.push(JSON.parse(line)) } }),
  })
  t.after(async () => {
    await answer.close()
    relay.close()
    rmSync(root, { recursive: true })
  })
  return { jobs: joinAsJobs(relay.join), answer, root, lines }
}

function joinAsJobs(join: ReturnType<typeof openRelay>['join']): Bus {
  let hear: (frame: unknown) => void = () => undefined
  const seat = join('jobs', (frame, sent) => {
    sent()
    hear(frame)
  })
  return openBus('jobs', {
    send: (frame, sent) => {
      sent()
      seat.receive(frame)
    },
    listen: receive => {
      hear = receive
      return seat.leave
    },
  })
}

test('progress is told as it comes, and the result is the answer', async t => {
  const { jobs } = deskWith(
    t,
    `console.error(JSON.stringify({ progress_pct: 40, message: 'copying' }))
     console.error(JSON.stringify({ progress_pct: 100, message: process.argv.slice(2).join(' ') }))
     console.log(JSON.stringify({ backup: process.env.PLIMSOLL_DATA + ' ' + process.env.HOME, bytes: 12 }))`,
  )
  const told: unknown[] = []
  jobs.subscribe('backup.progress', progress => told.push(progress))
  const jobId = randomUUID()
  const made = await jobs.ask('backup.make', { job_id: jobId, correlation_id: 'c' }, { timeoutMs: 60_000 })
  assert.deepEqual(made, { ok: true, value: { backup: '/the/data undefined', bytes: 12 } })
  assert.deepEqual(told, [
    { job_id: jobId, progress_pct: 40, message: 'copying' },
    { job_id: jobId, progress_pct: 100, message: `backup --job ${jobId} --json` },
  ])
})

test('a fault is told in its own words, and the next may try again', async t => {
  const { jobs, lines } = deskWith(t, `console.error('no room left'); process.exitCode = 1`)
  const told: string[] = []
  jobs.subscribe('backup.progress', progress => told.push(progress.message))
  for (let times = 0; times < 2; times++) {
    const made = await jobs.ask(
      'backup.make',
      { job_id: randomUUID(), correlation_id: 'c' },
      { timeoutMs: 60_000 },
    )
    assert.deepEqual(made, { ok: false, error: 'failed' })
  }
  assert.deepEqual(told, ['no room left', 'no room left'])
  assert.deepEqual(
    lines.map(line => [line['event'], line['correlation_id']]),
    [
      ['backup_failed', 'c'],
      ['backup_failed', 'c'],
    ],
  )
})

test('a result of many tables is read whole', async t => {
  const { jobs } = deskWith(
    t,
    `const rows = Object.fromEntries(Array.from({ length: 900 }, (_, at) => ['a_table_with_a_long_name_' + at, at]))
     console.log(JSON.stringify({ backup: 'b', bytes: 1, inventory: { rows } }))`,
  )
  const made = await jobs.ask(
    'backup.make',
    { job_id: randomUUID(), correlation_id: 'c' },
    { timeoutMs: 60_000 },
  )
  assert.deepEqual(made, { ok: true, value: { backup: 'b', bytes: 1 } })
})

test('one at a time, and none that outlives the desk', async t => {
  const { jobs, answer, root } = deskWith(
    t,
    `import { writeFileSync } from 'node:fs'
     process.once('SIGTERM', () => { writeFileSync('tidied', ''); process.exit(1) })
     console.error(JSON.stringify({ progress_pct: 1, message: 'begun' }))
     setInterval(() => {}, 1000)`,
  )
  const { promise: begun, resolve: onBegun } = Promise.withResolvers<void>()
  jobs.subscribe('backup.progress', () => onBegun())
  const first = jobs.ask('backup.make', { job_id: randomUUID(), correlation_id: 'c' }, { timeoutMs: 60_000 })
  await begun
  const second = await jobs.ask(
    'backup.make',
    { job_id: randomUUID(), correlation_id: 'c' },
    { timeoutMs: 60_000 },
  )
  assert.deepEqual(second, { ok: false, error: 'failed' })
  await answer.close()
  assert.ok(existsSync(join(root, 'tidied')), 'it had ended when the answer was closed')
  assert.deepEqual(await first, { ok: false, error: 'failed' })
})
