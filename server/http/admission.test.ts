// Whoever knocks too often is sent away before anything is looked up for them.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { refused } from '#lib/base/result.ts'
import { epochMs } from '#lib/base/time.ts'
import { ListJobs } from '#lib/wire/job.ts'
import { SESSION_COOKIE } from '#server/auth/cookie.ts'
import { openRates } from '#server/auth/rates.ts'
import { admit } from './admission.ts'

function openDoor(perMinute: number) {
  const looked: unknown[] = []
  const clock = { now: () => epochMs(0), monotonicMs: () => 0 }
  const door = {
    origin: 'https://desk.test',
    clock,
    bearerOf: async (authorization: string) => {
      looked.push(authorization)
      return refused('UNAUTHENTICATED' as const)
    },
    sessionOf: async (cookie: unknown) => {
      looked.push(cookie)
      return refused('UNAUTHENTICATED' as const)
    },
    takeRate: openRates(clock),
    takeAddressRate: openRates(clock, { perMinute, keysMax: 100 }),
  }
  const knock = async (address: string) => {
    const cookie = `${SESSION_COOKIE}=${randomBytes(32).toString('base64url')}`
    const request = new Request('https://desk.test/api/v1/jobs', {
      headers: { cookie, 'x-forwarded-for': address },
    })
    const admission = await admit(door, ListJobs, request)
    return admission.ok ? 'OK' : admission.error.code
  }
  return { knock, looked }
}

test('made-up sessions of one address are looked up so often and no more', async () => {
  const { knock, looked } = openDoor(2)
  const answers = [await knock('203.0.113.9'), await knock('203.0.113.9'), await knock('203.0.113.9')]
  assert.deepEqual(answers, ['UNAUTHENTICATED', 'UNAUTHENTICATED', 'RATE_LIMITED'])
  assert.equal(looked.length, 2)
  assert.equal(await knock('203.0.113.10'), 'UNAUTHENTICATED')
})

test('all addresses of one IPv6 network are one', async () => {
  const { knock, looked } = openDoor(2)
  for (const host of ['1', '2', '3:4', '5']) await knock(`2001:db8:0:7::${host}`)
  assert.equal(looked.length, 2)
})
