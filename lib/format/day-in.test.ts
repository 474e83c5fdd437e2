// Days begin where the clocks of their zone say so, over every change of those clocks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { HOUR_MS } from '../base/time.ts'
import { dayAfter, dayIn, dayStart } from './day-in.ts'

test('a day begins at midnight of its own zone', () => {
  const table: [string, string, string][] = [
    ['2026-11-20', 'UTC', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20', 'Europe/Berlin', '2026-11-19T23:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    ['2026-07-01', 'Asia/Kolkata', '2026-06-30T18:30:00.000Z'],
    ['2026-07-01', 'Pacific/Kiritimati', '2026-06-30T10:00:00.000Z'],
    ['2026-07-01', 'America/Los_Angeles', '2026-07-01T07:00:00.000Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'], // its midnight was passed over
    ['2026-07-01', 'Nowhere/At_All', '2026-07-01T00:00:00.000Z'],
  ]
  for (const [day, zone, start] of table) {
    assert.equal(new Date(dayStart(day, zone) ?? Number.NaN).toISOString(), start, `${day} in ${zone}`)
  }
})

test('what is no day has no beginning', () => {
  for (const day of ['', '2026-13-01', '2026-02-30x', '20-11-2026', 'today', '2026-1-1']) {
    assert.equal(dayStart(day, 'UTC'), undefined, day)
    assert.equal(dayAfter(day, 'UTC'), undefined, day)
  }
})

test('every moment lies in its day: from its start to the start of the next', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe']
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) }),
      fc.constantFrom(...zones),
      (at, zone) => {
        const day = dayIn(at, zone)
        const [start, end] = [dayStart(day, zone), dayAfter(day, zone)]
        assert(start !== undefined && end !== undefined)
        assert(start <= at && at < end, `${new Date(at).toISOString()} in ${zone}`)
        assert(end - start >= 23 * HOUR_MS && end - start <= 25 * HOUR_MS)
      },
    ),
  )
})
