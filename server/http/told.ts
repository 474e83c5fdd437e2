// What is told of a fault that nobody expected: itself into the log with its number, and to the caller only the number.
import type { AnyContract } from '#lib/wire/contract.ts'
import { runtime } from '#server/runtime.ts'
import { outageOf } from './fault.ts'
import { INTERNAL, OUTAGE, type Refused } from './problem.ts'

export function told(error: unknown, of: { contract: AnyContract; id: string }): Refused {
  const { log } = runtime()
  const asked = { correlation_id: of.id, method: of.contract.method, route: of.contract.path }
  const outage = outageOf(error)
  if (outage === undefined) {
    log.error('request_failed', { ...asked, status: 500, error })
    return INTERNAL
  }
  const name = error instanceof Error ? error.name : typeof error
  log.warn('request_failed', { ...asked, status: 503, kind: outage.kind, code: outage.sign, name })
  return OUTAGE[outage.kind]
}
