// Says in the audit log what was done, in the transaction that does it.
import { appendAudit } from '#server/db/audit.ts'
import type { Tx } from '#server/db/client.ts'
import type { Audited } from './context.ts'

/** Who acted, as anything that JSON can hold: most often the actor of a context. */
export type Recorder = { readonly actor: unknown; readonly correlationId: string }

/** The last statement of a transaction: it holds the chain until the end of it. */
export async function record(
  { sql }: Pick<Tx, 'sql'>,
  { actor, correlationId }: Recorder,
  { chain, action, object, detail }: Audited,
): Promise<void> {
  await appendAudit(sql, {
    chain,
    actor: JSON.stringify(actor),
    action,
    object,
    detail: JSON.stringify(detail),
    correlationId,
  })
}
