// Loads the ways to sign in.
import type { AskFault } from '#components/data/ask.ts'
import type { Result } from '#lib/base/result.ts'
import { loadPart } from './load-part.ts'

export type Ways = typeof import('./sign-in-ways.ts')

export function loadWays(): Promise<Result<Ways, AskFault>> {
  return loadPart(import('./sign-in-ways.ts'))
}
