// The one-time link that the desk prints on its first start: whoever holds it may make the first account.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { Nothing, Time } from './scalars.ts'

/** 256 random bits as base64url. */
export const SetupToken = z.string().check(z.regex(/^[\w-]{43}$/, 'must be the token of a set-up link'))

export const CheckSetup = contract({
  name: 'CheckSetup',
  method: 'POST',
  path: '/api/v1/setup/check',
  summary: 'Whether a set-up link still opens the desk, and until when',
  access: 'anonymous',
  // The token stands in the body, not in the URL, where logs and histories would keep it.
  effect: 'read',
  params: Nothing,
  query: Nothing,
  body: z.strictObject({ token: SetupToken }),
  reply: z.strictObject({ expires_at: Time }),
  status: 200,
  refusals: ['GONE'],
})
