// Loads the ways to sign in: who has only come to look has not paid for them.
import type { EntryFault } from '#components/data/passkey.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'

export type Ways = typeof import('./sign-in-ways.ts')

export async function loadWays(): Promise<Result<Ways, EntryFault>> {
  try {
    return ok(await import('./sign-in-ways.ts'))
  } catch {
    return refused(AWAY) // a page that cannot load a piece of itself has lost its desk
  }
}

const AWAY: EntryFault = {
  code: 'UNREACHABLE',
  message: 'The desk did not answer.',
  requestId: null,
  fields: [],
  retryAfterMs: null,
}
