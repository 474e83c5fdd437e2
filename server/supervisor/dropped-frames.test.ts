// A process that speaks nonsense, or too much, is told once a second at most, and every message of it is counted.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openLog } from '#server/log.ts'
import { openMetrics } from '#server/metrics.ts'
import { openDrops } from './dropped-frames.ts'

function openListened(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const told: [child: string, reason: string, count: number][] = []
  const write = (line: string) => {
    const { child, reason, count } = JSON.parse(line)
    told.push([child, reason, count])
  }
  const metrics = openMetrics('supervisor')
  const drop = openDrops({ log: openLog('supervisor', { destination: { write } }), metrics })
  return { told, metrics, drop }
}

test('the first is told at once, the others of its second as a number, and none goes untold', t => {
  const { told, drop } = openListened(t)
  for (let times = 0; times < 1_000; times += 1) drop('web', 'unreadable')
  drop('web', 'forbidden')
  drop('jobs', 'too-many')
  assert.deepEqual(told.splice(0), [
    ['web', 'unreadable', 1],
    ['jobs', 'too-many', 1],
  ])
  t.mock.timers.tick(1_000)
  assert.deepEqual(told.splice(0), [['web', 'forbidden, unreadable', 1_000]])
  t.mock.timers.tick(600_000)
  assert.deepEqual(told, [])
  drop('web', 'unreadable')
  assert.deepEqual(told, [['web', 'unreadable', 1]])
})

test('a flood of ten minutes is a handful of lines, and every message stands in the figure', async t => {
  const { told, metrics, drop } = openListened(t)
  for (let second = 0; second < 600; second += 1) {
    for (let times = 0; times < 10; times += 1) drop('strategy-host', 'too-many')
    t.mock.timers.tick(1_000)
  }
  t.mock.timers.tick(60_000)
  assert(told.length > 10 && told.length < 20, `${told.length} lines`)
  assert.equal(
    told.reduce((sum, [, , count]) => sum + count, 0),
    6_000,
  )
  const figures = JSON.stringify(await metrics.read())
  assert.match(
    figures,
    /plimsoll_bus_dropped_total.*"value":6000,"labels":\{"name":"strategy-host","reason":"too-many"/,
  )
})
