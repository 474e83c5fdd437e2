// Moments in a zone: the clock that a person looks at, summer and winter, and never a time without its zone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { moment } from './moment.ts'
import { momentIn } from './moment-in.ts'

test('a moment is told as the clocks of the zone show it', () => {
  const winter = Date.UTC(2026, 10, 20, 23, 59, 7)
  const summer = Date.UTC(2026, 6, 1, 0, 0, 0)
  const table: [at: number, zone: string, text: string][] = [
    [winter, 'UTC', '2026-11-20 23:59:07 UTC'],
    [winter, 'Europe/Berlin', '2026-11-21 00:59:07 CET'],
    [summer, 'Europe/Berlin', '2026-07-01 02:00:00 CEST'],
    [winter, 'America/New_York', '2026-11-20 18:59:07 GMT-5'],
    [winter, 'Asia/Kathmandu', '2026-11-21 05:44:07 GMT+5:45'],
  ]
  for (const [at, zone, text] of table) assert.equal(momentIn(at, zone), text)
})

test('a zone that nobody knows falls back to UTC, and says so', () => {
  assert.equal(momentIn(0, 'Mars/Olympus'), '1970-01-01 00:00:00 UTC')
})

test('in UTC it is what logs say', () => {
  fc.assert(
    fc.property(fc.nat(4e12), at => {
      assert.equal(momentIn(at, 'UTC'), `${moment(at)} UTC`)
    }),
  )
})
