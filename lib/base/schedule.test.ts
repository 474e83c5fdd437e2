// The next run is after now, on the minute, and no earlier one was passed over.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextRun } from './schedule.ts'
import { epochMs } from './time.ts'

const AT = epochMs(Date.UTC(2026, 10, 20, 16, 18, 3, 250))

test('the next time of every schedule that the desk has', () => {
  const table: [string, number | undefined][] = [
    ['* * * * *', Date.UTC(2026, 10, 20, 16, 19)],
    ['5 * * * *', Date.UTC(2026, 10, 20, 17, 5)],
    ['19 * * * *', Date.UTC(2026, 10, 20, 16, 19)],
    ['0 3 * * *', Date.UTC(2026, 10, 21, 3, 0)],
    ['20 16 * * *', Date.UTC(2026, 10, 20, 16, 20)],
    ['18 16 * * *', Date.UTC(2026, 10, 21, 16, 18)],
    ['0 24 * * *', undefined],
    ['*/5 * * * *', undefined],
    ['0 0 1 * *', undefined],
    ['nonsense', undefined],
  ]
  for (const [cron, next] of table) assert.equal(nextRun(cron, AT), next, cron)
})

test('on the minute itself the next one is meant', () => {
  assert.equal(nextRun('* * * * *', epochMs(60_000)), 120_000)
})
