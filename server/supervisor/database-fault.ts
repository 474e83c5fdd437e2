// What a database that cannot be used says, in one line for the person who gave its address; the password that stands in the
// address is never told.
import { reasonOf, StartFault } from './start-fault.ts'

/** Refusals of the server, and of the way to it, become a line; anything else is a bug. */
export async function inOneLine<T>(ownerUrl: string, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    const fault = serverFault(cause)
    if (fault === undefined) throw cause
    throw new StartFault(
      `${placeOf(ownerUrl)}: ${what}: ${connectionReason(fault)}${ADVICE[fault.code ?? ''] ?? ''}`,
    )
  }
}

/** Where it is, as the operator knows it. */
function placeOf(ownerUrl: string): string {
  const { host, pathname } = new URL(ownerUrl)
  return `DATABASE_URL: ${host}${pathname}`
}

export function connectionReason(cause: unknown): string {
  const { code = '', message } = cause as NodeJS.ErrnoException
  return CONNECTION_REASONS[code] ?? (message || reasonOf(cause))
}

/** Both PostgreSQL and the system give their faults a code; the queue gathers several. */
function serverFault(cause: unknown): NodeJS.ErrnoException | undefined {
  const first = cause instanceof AggregateError ? cause.errors[0] : cause
  if (first instanceof StartFault || !(first instanceof Error)) return undefined
  const fault: NodeJS.ErrnoException = first
  return typeof fault.code === 'string' ? fault : undefined
}

const RIGHTS = '; its user must own the database, may make tables in its schema public, and needs CREATEROLE'
/** insufficient_privilege; a schema or a role that belongs to another. */
const ADVICE: Record<string, string> = { '42501': RIGHTS, '0LP01': RIGHTS, '2BP01': RIGHTS }

const CONNECTION_REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name is not known',
  ETIMEDOUT: 'no answer',
  ECONNRESET: 'the connection was cut',
  '28P01': 'the password is wrong',
  '28000': 'the user may not come in',
  '3D000': 'there is no such database',
}
