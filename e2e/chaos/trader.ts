// A person who keeps sending commands while the desk is hurt, and remembers what the desk acknowledged.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { DAY_MS, later } from '#lib/base/time.ts'
import { Command } from '#lib/wire/command.ts'
import { systemClock } from '#server/clock.ts'
import type { Db } from '#server/db/client.ts'
import { addSession } from '#server/db/sessions.ts'
import { addUser } from '#server/db/users.ts'

export type Trader = {
  /** Sends one command; its id when the desk acknowledged it, nothing when it refused or was not there. */
  send(): Promise<string | undefined>
  /** What became of a command; nothing when the desk does not answer. */
  read(id: string): Promise<Command | undefined>
}

const ANSWER_WITHIN_MS = 5_000
/** Below the desk's own limit of 300 requests a minute. */
const SEND_EVERY_MS = 400

/** Takes a seat by the same tables that signing in uses. */
export async function seatTrader(db: Db, origin: string): Promise<Trader> {
  const token = randomBytes(32).toString('base64url')
  const at = systemClock.now()
  await db.transact(async tx => {
    const userId = await addUser(tx, { name: 'Chaos', role: 'trader', at })
    const tokenHash = createHash('sha256').update(token).digest()
    await addSession(tx, { tokenHash, userId, at, expiresAt: later(at, DAY_MS) })
  })
  const ask = (path: string, init: RequestInit = {}) => answerOf(`${origin}${path}`, token, init)
  return {
    send: async () => {
      const answer = await ask('/api/v1/commands/check-road', {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), origin },
      })
      return answer?.status === 202 ? (await commandOf(answer))?.id : undefined
    },
    read: async id => {
      const answer = await ask(`/api/v1/commands/${id}`)
      return answer?.status === 200 ? commandOf(answer) : undefined
    },
  }
}

/** Sends one command after the other until it is ended, and keeps the ids of those that were acknowledged. */
export function keepSending(
  trader: Trader,
  acknowledged: string[],
): { count(): number; end(): Promise<void> } {
  let isEnded = false
  let count = 0
  const work = (async () => {
    while (!isEnded) {
      const id = await trader.send()
      if (id !== undefined) {
        acknowledged.push(id)
        count++
      }
      await new Promise(resolve => setTimeout(resolve, SEND_EVERY_MS))
    }
  })()
  const end = () => {
    isEnded = true
    return work
  }
  return { count: () => count, end }
}

/** An answer that was cut in the middle acknowledged nothing. */
async function commandOf(answer: Response): Promise<Command | undefined> {
  try {
    return Command.parse(await answer.json())
  } catch (cause) {
    if (cause instanceof TypeError || cause instanceof SyntaxError) return undefined
    throw cause
  }
}

async function answerOf(url: string, token: string, init: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(url, {
      ...init,
      headers: { ...init.headers, cookie: `__Host-plimsoll=${token}`, 'sec-fetch-site': 'same-origin' },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
  } catch {
    return undefined // refused, cut or silent: whatever it was, nothing was acknowledged
  }
}
