// Next-auth makes a refusal of what goes wrong in its callbacks, or nothing at all: with us a fault of the desk stays one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashOfToken } from '#server/auth/cookie.ts'
import { type Call, callNextAuth } from './next-auth-call.ts'

const TOKEN = 'T'.repeat(43)
const DEVICE = `__Host-plimsoll-device=${'D'.repeat(43)}`

async function callOf(over: Partial<Call>): Promise<Call> {
  const base: Call = {
    action: ['csrf'],
    method: 'GET',
    cookieHeader: null,
    body: {},
    secret: 'of these forms alone',
    open: async () => undefined,
    close: async () => undefined,
    complain: () => undefined,
  }
  const { csrfToken = '', cookies } = await callNextAuth(base)
  const [csrf = ''] = cookies
  const cookieHeader = `${csrf.split(';')[0]}; ${DEVICE}; __Host-plimsoll=${TOKEN}`
  return { ...base, method: 'POST', cookieHeader, body: { csrfToken }, ...over }
}

test('a database that falls while a session opens or ends is no refusal, and no success', async () => {
  const away = new Error('the database is away')
  const fall = () => Promise.reject(away)
  await assert.rejects(callNextAuth(await callOf({ action: ['callback', 'credentials'], open: fall })), away)
  await assert.rejects(callNextAuth(await callOf({ action: ['signout'], close: fall })), away)
})

test('what ends is the session of the cookie; the cookie of the browser itself stays', async () => {
  const closed: Buffer[] = []
  const close = async (tokenHash: Buffer) => {
    closed.push(tokenHash)
  }
  const { cookies } = await callNextAuth(await callOf({ action: ['signout'], close }))
  assert.deepEqual(closed, [hashOfToken(TOKEN)])
  assert.deepEqual(cookies, ['__Host-plimsoll=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict'])
})

test('the cookie of a session is the token that was opened, and the old one is handed in to be replaced', async () => {
  const opened = 'N'.repeat(43)
  const handed: unknown[] = []
  const open: Call['open'] = async (ticket, replacedHash) => {
    handed.push(ticket, replacedHash)
    return opened
  }
  const call = await callOf({ action: ['callback', 'credentials'], open })
  const { cookies } = await callNextAuth({ ...call, body: { ...call.body, ticket: 'ticket' } })
  assert.deepEqual(handed, ['ticket', hashOfToken(TOKEN)])
  assert.deepEqual(
    cookies.map(cookie => cookie.split(';')[0]),
    [`__Host-plimsoll=${opened}`],
  )
})
