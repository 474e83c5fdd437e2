// API tokens: a program's way in, bounded by its scope, by its person's role and by a date.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { Nothing, Text, Time, Uuid } from './scalars.ts'
import { Scope } from './scope.ts'

/** Recognised by its beginning wherever it leaks to. */
export const ApiTokenText = z.string().check(z.regex(/^plimsoll_[\w-]{43}$/))

export const ApiToken = z.strictObject({
  id: Uuid,
  name: z.string(),
  scope: Scope,
  created_at: Time,
  expires_at: Time,
  used_at: z.nullable(Time),
})
export type ApiToken = z.infer<typeof ApiToken>

export const ListTokens = contract({
  name: 'ListTokens',
  method: 'GET',
  path: '/api/v1/tokens',
  summary: 'Your API tokens that are good now',
  access: 'viewer',
  scope: 'none',
  effect: 'read',
  params: Nothing,
  query: Nothing,
  body: Nothing,
  reply: z.strictObject({ tokens: z.array(ApiToken) }),
  status: 200,
  refusals: [],
})

export const CreateToken = contract({
  name: 'CreateToken',
  method: 'POST',
  path: '/api/v1/tokens',
  summary: 'Make an API token; its text is shown once',
  access: 'viewer',
  scope: 'none',
  stepUp: true,
  effect: 'unkept',
  params: Nothing,
  query: Nothing,
  body: z.strictObject({
    name: Text(60),
    scope: Scope,
    days: z.int().check(z.minimum(1), z.maximum(365)),
  }),
  reply: z.strictObject({ token: ApiToken, text: ApiTokenText }),
  status: 201,
  refusals: ['FORBIDDEN', 'CONFLICT'],
})

export const RevokeToken = contract({
  name: 'RevokeToken',
  method: 'DELETE',
  path: '/api/v1/tokens/{id}',
  summary: 'Make an API token of yours worthless',
  access: 'viewer',
  scope: 'none',
  effect: 'write',
  params: z.strictObject({ id: Uuid }),
  query: Nothing,
  body: Nothing,
  reply: Nothing,
  status: 200,
  refusals: ['NOT_FOUND'],
})
