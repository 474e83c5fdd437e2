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
    next.on('error', () => lose(next))
    next.on('end', () => lose(next))
    next.on('notification', ({ payload }) => onWake(payload || undefined))
    try {
      await next.connect()
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
      onWake() // for what was written while nobody listened
    } catch {
      lose(next) // and tried again; the poll goes on meanwhile
    }
  }
  /** However many ways a connection tells its end, it is followed by one other. */
  const lose = (lost: pg.Client) => {
    if (closed || client !== lost) return
    client = undefined
    retry = setTimeout(() => void connect(), RETRY_MS)
    void lost.end()
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
