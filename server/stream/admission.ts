// Who may open a socket, decided before the upgrade: our own page (exact Origin) of somebody who is signed in.
import type { IncomingMessage } from 'node:http'
import { STREAM_LIMITS } from '#lib/wire/stream.ts'
import type { Visit } from './session.ts'

export type Knock = {
  path: string
  origin: string | undefined
  fetchSite: string | undefined
  cookie: string | undefined
}

export type Admission = { ok: true; visit: Visit } | { ok: false; status: 401 | 403 | 404 | 429 | 503 }

type Gate = {
  origin: string
  visitOf(cookie: string | undefined): Promise<Visit | null>
  socketsOf(user: Visit['user']): number
  socketsOpen(): number
}

/** All sockets of one process: each costs memory, signed in or not. */
const SOCKETS_MAX = 1_000

export async function admit(gate: Gate, knock: Knock): Promise<Admission> {
  if (knock.path !== '/stream') return { ok: false, status: 404 }
  if (knock.origin !== gate.origin) return { ok: false, status: 403 }
  if (knock.fetchSite !== undefined && knock.fetchSite !== 'same-origin') return { ok: false, status: 403 }
  if (gate.socketsOpen() >= SOCKETS_MAX) return { ok: false, status: 503 }
  const visit = await gate.visitOf(knock.cookie)
  if (visit === null) return { ok: false, status: 401 }
  if (gate.socketsOf(visit.user) >= STREAM_LIMITS.socketsPerUserMax) return { ok: false, status: 429 }
  return { ok: true, visit }
}

export function knockOf({ url = '', headers }: IncomingMessage): Knock {
  const fetchSite = headers['sec-fetch-site']
  return {
    path: url.split('?', 1)[0] ?? '',
    origin: headers.origin,
    fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined,
    cookie: headers.cookie,
  }
}
