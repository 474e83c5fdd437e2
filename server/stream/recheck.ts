// Whether the people behind the sockets may still look: asked again and again, one question at a time. A socket of which
// nobody could say so for too long is closed, whatever keeps the answer away.
import { STREAM_LIMITS } from '#lib/wire/stream.ts'
import type { Clock } from '../clock.ts'
import type { Visit } from './session.ts'

/** What somebody shows at the door: a token of the API counts before a cookie that happens to come along. */
export type Shown = { cookie: string | undefined; authorization: string | undefined }

/** What the stream must know of sessions, asked at the database each time: a role may be another than it was. */
export type Visits = {
  of(shown: Shown): Promise<Visit | null>
  /** The visits that still hold, in the order asked; null where one has ended. */
  again(visits: readonly Visit[]): Promise<(Visit | null)[]>
}

export type Guest = {
  readonly session: {
    readonly visit: Visit
    renew(visit: Visit): void
    end(code: 'SESSION_ENDED', message: string): void
  }
  /** When the question was asked that last brought a yes. */
  confirmedMs: number
}

type Rechecked = {
  guests: Iterable<Guest>
  visits: Pick<Visits, 'again'>
  clock: Clock
  onFault(fault: unknown): void
}

const UNCONFIRMED_MAX_MS = STREAM_LIMITS.sessionRecheckMs + 5_000

/** Asked for while a question is under way, it is asked once more: what ended since is not in that answer. */
export function openRecheck(rechecked: Rechecked): () => Promise<void> {
  let isDue = false
  let asking: Promise<void> | undefined
  const askWhileDue = async () => {
    while (isDue) {
      isDue = false
      await askAgain(rechecked)
    }
    asking = undefined
  }
  return () => {
    isDue = true
    asking ??= askWhileDue()
    return asking
  }
}

export function isUnconfirmed({ confirmedMs }: Guest, clock: Clock): boolean {
  return clock.monotonicMs() - confirmedMs > UNCONFIRMED_MAX_MS
}

const FAREWELL = {
  session: 'Your session has ended: sign in again.',
  token: 'This API token is not good any more.',
}

async function askAgain({ guests, visits, clock, onFault }: Rechecked): Promise<void> {
  const all = [...guests]
  const askedMs = clock.monotonicMs()
  try {
    const held = all.length === 0 ? [] : await visits.again(all.map(({ session }) => session.visit))
    for (const [place, guest] of all.entries()) {
      const visit = held[place] ?? null
      if (visit === null) {
        guest.session.end('SESSION_ENDED', FAREWELL[guest.session.visit.way])
        continue
      }
      guest.session.renew(visit)
      guest.confirmedMs = askedMs
    }
  } catch (fault) {
    onFault(fault)
  }
}
