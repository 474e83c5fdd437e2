// A wish is sent as often as its way needs it, with one key: after a fresh second factor, after signing in again, and
// once more by the person when nobody knows whether it arrived.
import { type Result, refused } from '#lib/base/result.ts'
import type { AskFault } from './ask.ts'
import type { GateName, Gates } from './gates.ts'

const GATE_OF: Partial<Record<AskFault['code'], GateName>> = {
  STEP_UP_NEEDED: 'step-up',
  UNAUTHENTICATED: 'sign-in',
}
/** Nobody signs in and proves themselves again and again for one wish: what still refuses then is told. */
const PASSES_MAX = 3

export async function sendWish<Reply>(
  send: () => Promise<Result<Reply, AskFault>>,
  gates: Pick<Gates, 'pass'> | null,
): Promise<Result<Reply, AskFault>> {
  for (let passes = 0; ; passes += 1) {
    const answer = await send()
    if (answer.ok || gates === null || passes === PASSES_MAX) return answer
    const gate = GATE_OF[answer.error.code]
    if (gate === undefined) return answer
    if (!(await gates.pass(gate))) {
      return refused({ ...answer.error, message: 'Nothing was done: it was not confirmed that it is you.' })
    }
  }
}

export type Sent = { key: string; text: string; isKnown: boolean }

/** The key of the wish before, when it was the same wish and nobody knows what became of it. */
export function keyFor(text: string, before: Sent | null, fresh: () => string): string {
  return before !== null && !before.isKnown && before.text === text ? before.key : fresh()
}
