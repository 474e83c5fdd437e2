// A wake-up for whoever waits for rows: LISTEN on a connection of its own, which comes back when it is lost, and a poll
// behind it, for a NOTIFY is only a hint.
import pg from 'pg'
import { SECOND_MS } from '#lib/base/time.ts'
import { connection } from './client.ts'

/** The id that the NOTIFY carried, or nothing when it was the poll that woke. */
export type OnWake = (id?: string) => void
export type Wake = { close(): Promise<void> }

const POLL_MS = SECOND_MS
const RETRY_MS = SECOND_MS

export function openWake(url: string, channel: string, onWake: OnWake): Wake {
  let closed = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  const poll = setInterval(() => onWake(), POLL_MS)

  const connect = async () => {
    const next = new pg.Client(connection(url))
    client = next
    // Its end is an event as well, and that one reconnects.
    next.on('error', () => undefined)
    next.on('end', reconnect)
    next.on('notification', ({ payload }) => onWake(payload || undefined))
    try {
      await next.connect()
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
      onWake() // what was written while nobody listened
    } catch {
      await next.end() // the poll goes on meanwhile, and reconnect follows
    }
  }
  const reconnect = () => {
    if (closed || retry !== undefined) return
    retry = setTimeout(() => {
      retry = undefined
      void connect()
    }, RETRY_MS)
  }

  void connect()
  return {
    close: async () => {
      closed = true
      clearInterval(poll)
      clearTimeout(retry)
      await client?.end()
    },
  }
}
