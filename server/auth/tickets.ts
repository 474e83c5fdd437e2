// Somebody has proved who they are, and a ticket says so for a minute: the door of next-auth turns it into one session.
import { randomBytes } from 'node:crypto'
import type { UserId } from '#lib/base/id.ts'
import { type EpochMs, later, MINUTE_MS } from '#lib/base/time.ts'
import type { Tx } from '#server/db/client.ts'
import { addTicket, type Factor } from '#server/db/tickets.ts'
import { hashOfToken } from './cookie.ts'

const TOKEN_BYTES = 32
const GOOD_FOR_MS = MINUTE_MS

export async function issueTicket(
  { sql }: Pick<Tx, 'sql'>,
  { userId, factor, at }: { userId: UserId; factor: Factor; at: EpochMs },
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await addTicket(sql, {
    tokenHash: hashOfToken(token),
    userId,
    factor,
    at,
    expiresAt: later(at, GOOD_FOR_MS),
  })
  return token
}
