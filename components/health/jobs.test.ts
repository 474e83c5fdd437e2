// One line for each job: what is under way before what is over, and the next time where there is one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type JobName, type JobRun, JobName as Names } from '#lib/wire/job.ts'
import { byUrgency, JOBS, plansOf } from './jobs.ts'

const run = (name: JobName, state: JobRun['state'], queuedAt: number): JobRun => ({
  id: `${name}-${queuedAt}`,
  name,
  state,
  progress_pct: 0,
  message: '',
  requested_by: null,
  correlation_id: 'c',
  queued_at: queuedAt,
  started_at: null,
  finished_at: null,
})

test('every job has a line, in the order in which they matter', () => {
  const plans = plansOf([], [{ name: 'backup', next_at: 9 }])
  assert.deepEqual(
    plans.map(({ name }) => name),
    Object.keys(JOBS),
  )
  assert.deepEqual(new Set(plans.map(({ name }) => name)), new Set(Names.options))
  assert.deepEqual(plans[0], { name: 'backup', last: null, isUnderWay: false, nextAt: 9 })
})

test('the last run is the newest, unless one is under way', () => {
  const runs = [run('backup', 'done', 5), run('backup', 'failed', 7), run('backup', 'running', 6)]
  const [backup] = plansOf(runs, [])
  assert.deepEqual([backup?.last?.queued_at, backup?.isUnderWay], [6, true])
  const [over] = plansOf(runs.slice(0, 2), [])
  assert.deepEqual([over?.last?.state, over?.isUnderWay], ['failed', false])
  assert.deepEqual(
    runs.toSorted(byUrgency).map(one => one.queued_at),
    [6, 7, 5],
  )
})
