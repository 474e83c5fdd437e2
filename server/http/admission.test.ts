// Whoever knocks too often is sent away before anything is looked up for them; and for whom each right is enough.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { SessionId, TokenId, UserId } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import { type EpochMs, epochMs, later, MINUTE_MS } from '#lib/base/time.ts'
import type { AnyContract } from '#lib/wire/contract.ts'
import { ListJobs } from '#lib/wire/job.ts'
import { hasRole, Role } from '#lib/wire/role.ts'
import { hasScope, Scope } from '#lib/wire/scope.ts'
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
  return { knock, looked, door }
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

const AT = epochMs(1_800_000_000_000)
const clock = { now: () => AT, monotonicMs: () => 0 }

/** What comes of a request of this person, or of this program of theirs. */
async function come(
  contract: AnyContract,
  who: { role: Role; scope?: Scope; secondFactorAt?: EpochMs | null },
) {
  const { role, scope, secondFactorAt = null } = who
  const userId = 'u' as UserId
  const times = { secondFactorAt, createdAt: AT, seenAt: AT, expiresAt: AT }
  const door = {
    origin: 'https://desk.test',
    clock,
    sessionOf: async () => ok({ userId, sessionId: 's' as SessionId, name: 'Ada', role, ...times }),
    bearerOf: async () => ok({ userId, tokenId: 't' as TokenId, role, scope: scope ?? 'read' }),
    takeRate: () => 0,
    takeAddressRate: () => 0,
  }
  const headers: Record<string, string> = scope === undefined ? {} : { authorization: 'Bearer x' }
  const admission = await admit(door, contract, new Request('https://desk.test/', { headers }))
  return admission.ok ? admission.value.actor.kind : admission.error.code
}

test('a person comes in by their role, a program by the role of its person and by its scope', async () => {
  for (const access of Role.options) {
    for (const needed of [...Scope.options, 'none'] as const) {
      const contract = { ...ListJobs, access, scope: needed }
      for (const role of Role.options) {
        assert.equal(await come(contract, { role }), hasRole(role, access) ? 'user' : 'FORBIDDEN')
        for (const scope of Scope.options) {
          const may = hasRole(role, access) && hasScope(scope, needed)
          assert.equal(await come(contract, { role, scope }), may ? 'token' : 'FORBIDDEN')
        }
      }
    }
  }
})

test('danger asks for a second factor of the last five minutes, after the role', async () => {
  const contract = { ...ListJobs, access: 'trader', scope: 'none', stepUp: true } as const
  for (const [secondFactorAt, outcome] of [
    [null, 'STEP_UP_NEEDED'],
    [AT, 'user'],
    [epochMs(AT - 5 * MINUTE_MS + 1), 'user'],
    [epochMs(AT - 5 * MINUTE_MS), 'STEP_UP_NEEDED'],
    [later(AT, MINUTE_MS), 'user'], // the clock of the desk was set back
  ] as const) {
    assert.equal(await come(contract, { role: 'owner', secondFactorAt }), outcome, String(secondFactorAt))
    assert.equal(await come(contract, { role: 'viewer', secondFactorAt }), 'FORBIDDEN')
  }
})

test('what a page of another site makes a browser ask is refused before it is counted, and nothing is looked up', async () => {
  const { door, looked } = openDoor(1)
  const ask = async (headers: Record<string, string>) => {
    const request = new Request('https://desk.test/api/v1/jobs', {
      headers: { 'x-forwarded-for': '10.0.0.1', cookie: `${SESSION_COOKIE}=${'a'.repeat(43)}`, ...headers },
    })
    const admission = await admit(door, ListJobs, request)
    return admission.ok ? 'OK' : admission.error.code
  }
  for (const site of ['cross-site', 'same-site', 'nonsense']) {
    assert.equal(await ask({ 'sec-fetch-site': site }), 'FOREIGN_ORIGIN', site)
  }
  assert.equal(looked.length, 0)
  assert.equal(await ask({ 'sec-fetch-site': 'same-origin' }), 'UNAUTHENTICATED')
  assert.equal(looked.length, 1)
  assert.equal(await ask({ 'sec-fetch-site': 'none' }), 'RATE_LIMITED') // the only one that was counted was ours
  assert.equal(await ask({ 'sec-fetch-site': 'cross-site', authorization: 'Bearer of none' }), 'RATE_LIMITED')
})
