// Loads a part of a page that not everybody needs at once: who has only come to look has not paid for it.
import type { AskFault } from '#components/data/ask.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'

export async function loadPart<Part>(part: Promise<Part>): Promise<Result<Part, AskFault>> {
  try {
    return ok(await part)
  } catch {
    return refused(AWAY) // a page that cannot load a piece of itself has lost its desk
  }
}

const AWAY: AskFault = {
  code: 'UNREACHABLE',
  message: 'The desk did not answer.',
  requestId: null,
  fields: [],
  retryAfterMs: null,
}
