// Who may open a socket, decided before the upgrade: our own page (exact Origin) of somebody who is signed in, or a program
// with a token of the API.
import type { IncomingMessage } from 'node:http'
import { rateAddress } from '#server/auth/rate-address.ts'
import type { Shown } from './recheck.ts'
import type { Visit } from './session.ts'

export type Knock = Shown & {
  address: string
  path: string
  origin: string | undefined
  fetchSite: string | undefined
}

export type Admission = { ok: true; visit: Visit } | { ok: false; status: 401 | 403 | 404 | 429 | 503 }

type Gate = {
  origin: string
  /** Counts the knock against its address. */
  isTooOften(address: string): boolean
  visitOf(shown: Shown): Promise<Visit | null>
  /** With those whose session is still being looked up. */
  socketsOpen: number
}

/** All sockets of one process: each costs memory, signed in or not. */
const SOCKETS_MAX = 1_000

export async function admit(gate: Gate, knock: Knock): Promise<Admission> {
  if (knock.path !== '/stream') return { ok: false, status: 404 }
  if (knock.authorization === undefined && !isOwnPage(gate, knock)) return { ok: false, status: 403 }
  if (gate.isTooOften(knock.address)) return { ok: false, status: 429 }
  if (gate.socketsOpen >= SOCKETS_MAX) return { ok: false, status: 503 }
  const visit = await gate.visitOf(knock)
  return visit === null ? { ok: false, status: 401 } : { ok: true, visit }
}

/** No page of another site can make a browser send a token: whoever shows one may come from anywhere. */
function isOwnPage(gate: Gate, { origin, fetchSite }: Knock): boolean {
  return origin === gate.origin && (fetchSite === undefined || fetchSite === 'same-origin')
}

/** The door of the web process writes the visitor's true address into `x-forwarded-for`, whatever came in it. */
export function knockOf({ url = '', headers }: IncomingMessage): Knock {
  const fetchSite = headers['sec-fetch-site']
  const address = headers['x-forwarded-for']
  return {
    address: rateAddress(String(address ?? '')),
    path: url.split('?', 1)[0] ?? '',
    origin: headers.origin,
    fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined,
    cookie: headers.cookie,
    authorization: headers.authorization,
  }
}
