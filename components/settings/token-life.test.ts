// Tokens: whoever leaves a key at the desk is told in time that it ends.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#lib/base/time.ts'
import { curlOf, endsWords, LIFETIME_DEFAULT_DAYS, LIFETIMES, tokenLife } from './token-life.ts'

const NOW = 1_800_000_000_000

test('the last week is said, and the end is the end', () => {
  const table: [leftMs: number, life: string, words: string][] = [
    [30 * DAY_MS, 'good', 'in 30 days'],
    [30 * DAY_MS - MINUTE_MS, 'good', 'in 30 days'],
    [30 * DAY_MS - HOUR_MS, 'good', 'in 29 days'],
    [7 * DAY_MS + 1, 'good', 'in 7 days'],
    [7 * DAY_MS, 'ending', 'in 7 days'],
    [2 * DAY_MS, 'ending', 'in 2 days'],
    [2 * DAY_MS - 1, 'ending', 'in 47 hours'],
    [HOUR_MS, 'ending', 'in 1 hour'],
    [HOUR_MS - 1, 'ending', 'in less than an hour'],
    [0, 'ended', 'ended'],
    [-DAY_MS, 'ended', 'ended'],
  ]
  for (const [leftMs, life, words] of table) {
    const token = { expires_at: NOW + leftMs }
    assert.equal(tokenLife(token, NOW), life)
    assert.equal(endsWords(token, NOW), words)
  }
})

test('the preset is one of the choices, and the longest is what the desk takes', () => {
  assert(LIFETIMES.some(({ days }) => days === LIFETIME_DEFAULT_DAYS))
  assert.equal(Math.max(...LIFETIMES.map(({ days }) => days)), 365)
})

test('a token does not seem to live longer than it does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 365 * DAY_MS }), leftMs => {
      const [, count, unit] = /in (\d+) (hour|day)/.exec(endsWords({ expires_at: NOW + leftMs }, NOW)) ?? []
      const saidMs = Number(count ?? 0) * (unit === 'day' ? DAY_MS : HOUR_MS)
      assert(saidMs <= leftMs + 10 * MINUTE_MS)
    }),
  )
})

test('the example is one line that a shell takes as it stands', () => {
  const text = `plimsoll_${'a-_9'.repeat(10)}abc`
  const line = curlOf('https://desk.example:8443', text)
  assert.match(line, /^curl -H 'Authorization: Bearer plimsoll_[\w-]{43}' https:\/\/[\w.:/]+$/)
})
