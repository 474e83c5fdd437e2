// The one-time link that the desk prints on its first start: whoever holds it may make the first account.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { Nothing } from './scalars.ts'

/** 256 random bits as base64url. */
export const SetupToken = z.string().check(z.regex(/^[\w-]{43}$/, 'must be the token of a set-up link'))

export const CheckSetup = contract({
  name: 'CheckSetup',
  method: 'POST',
  path: '/api/v1/setup/check',
  summary: 'Whether a set-up link opens the desk: it is neither used nor old, and the desk has no owner yet',
  access: 'anonymous',
  scope: 'none',
  // The token stands in the body, not in the URL, where logs and histories would keep it.
  effect: 'read',
  params: Nothing,
  query: Nothing,
  body: z.strictObject({ token: SetupToken }),
  reply: Nothing,
  status: 200,
  refusals: ['GONE'],
})
