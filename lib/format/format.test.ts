// Formats: what a person reads must neither flicker nor lie.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { age, duration } from './age.ts'
import { bytes } from './bytes.ts'
import { millis } from './millis.ts'
import { moment, timeOfDay } from './moment.ts'

test('an age says the unit that matters', () => {
  const table: [number, string][] = [
    [-5, 'now'],
    [0, 'now'],
    [1_499, 'now'],
    [1_500, '1 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [61_000, '1 min 1 s ago'],
    [600_000, '10 min ago'],
    [3_600_000, '1 h ago'],
    [5_400_000, '1 h 30 min ago'],
    [86_400_000, '1 d ago'],
    [93_600_000, '1 d 2 h ago'],
  ]
  for (const [ms, text] of table) assert.equal(age(ms), text)
})

test('a longer time never reads shorter', () => {
  const toMs = (text: string) =>
    [...text.matchAll(/(\d+) (s|min|h|d)/g)].reduce(
      (sum, [, count, unit]) =>
        sum + Number(count) * { s: 1e3, min: 6e4, h: 36e5, d: 864e5 }[unit as 's' | 'min' | 'h' | 'd'],
      0,
    )
  fc.assert(
    fc.property(fc.nat(1e10), fc.nat(1e10), (a, b) => {
      assert.ok(toMs(duration(Math.min(a, b))) <= toMs(duration(Math.max(a, b))))
      assert.ok(toMs(duration(a)) <= a)
    }),
  )
})

test('sizes keep three digits', () => {
  const table: [number, string][] = [
    [0, '0 B'],
    [1_023, '1023 B'],
    [1_024, '1.00 KiB'],
    [125_829_120, '120 MiB'],
    [11_010_048, '10.5 MiB'],
    [1_099_511_627_776, '1.00 TiB'],
  ]
  for (const [count, text] of table) assert.equal(bytes(count), text)
})

test('spans and moments', () => {
  assert.deepEqual(
    [millis(0), millis(0.42), millis(12.7), millis(12_345)],
    ['0 ms', '0.4 ms', '13 ms', '12.3 s'],
  )
  assert.equal(moment(1_700_000_000_000), '2023-11-14 22:13:20')
  assert.equal(timeOfDay(1_700_000_000_000), '22:13:20')
})
