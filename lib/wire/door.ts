// The three ways of next-auth that are open: they are its own, and no part of the API, but keep the rules of one.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { Nothing, Token } from './scalars.ts'

const way = { access: 'anonymous', scope: 'none', params: Nothing, query: Nothing, status: 200 } as const
/** What its own client sends along besides means nothing here. */
const form = {
  csrfToken: z.string().check(z.maxLength(200)),
  callbackUrl: z.optional(z.string().check(z.maxLength(2_000))),
  json: z.optional(z.string().check(z.maxLength(10))),
}
/** Where it would send a browser that posts forms. */
const Led = z.strictObject({ url: z.string() })

export const ReadFormToken = contract({
  ...way,
  name: 'ReadFormToken',
  method: 'GET',
  path: '/api/auth/csrf',
  summary: 'The token that the other two ask for, bound to a cookie',
  effect: 'read',
  body: Nothing,
  reply: z.strictObject({ csrfToken: z.string() }),
  refusals: [],
})

export const Enter = contract({
  ...way,
  name: 'Enter',
  method: 'POST',
  path: '/api/auth/callback/credentials',
  summary: 'A ticket becomes a session of this browser',
  effect: 'unkept',
  body: z.strictObject({ ...form, ticket: Token }),
  reply: Led,
  refusals: ['BAD_REQUEST', 'UNAUTHENTICATED'],
})

export const Leave = contract({
  ...way,
  name: 'Leave',
  method: 'POST',
  path: '/api/auth/signout',
  summary: 'The session of this browser ends',
  effect: 'unkept',
  body: z.strictObject(form),
  reply: Led,
  refusals: ['BAD_REQUEST'],
})
