// What the web process holds for all its requests. Next bundles its own copy of every module, so it stands on globalThis.
import { assert } from '#lib/base/assert.ts'
import type { Auth } from './auth/auth.ts'
import { type BearerOf, openBearers } from './auth/bearer.ts'
import { openRates, type TakeRate } from './auth/rates.ts'
import { openReadiness } from './auth/readiness.ts'
import { openSessions, type SessionOf } from './auth/sessions.ts'
import type { Bus } from './bus/bus.ts'
import type { Clock } from './clock.ts'
import type { Db } from './db/client.ts'
import type { Log } from './log.ts'

export type Ground = {
  readonly db: Db
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
  /** The one address people open, and the only Origin that may write. */
  readonly origin: string
  readonly auth: Auth
}
export type Runtime = Ground & {
  readonly sessionOf: SessionOf
  readonly bearerOf: BearerOf
  readonly takeRate: TakeRate
  /** Taken by address alone, before anything is looked up: several people may share an address. */
  readonly takeAddressRate: TakeRate
  readonly isReady: () => Promise<boolean>
}

const ADDRESS_RATE = { perMinute: 1_200, keysMax: 20_000 }

const PLACE = Symbol.for('plimsoll.runtime')

/** Once, at the start of the web process. */
export function openRuntime(ground: Ground): Runtime {
  const { db, clock, log } = ground
  const known = { sql: db.sql, clock, log }
  const opened = {
    ...ground,
    sessionOf: openSessions(known),
    bearerOf: openBearers(known),
    takeRate: openRates(clock),
    takeAddressRate: openRates(clock, ADDRESS_RATE),
    isReady: openReadiness(known),
  }
  places()[PLACE] = opened
  return opened
}

export function runtime(): Runtime {
  const opened = places()[PLACE]
  assert(opened !== undefined, 'the runtime is opened before the first request')
  return opened
}

function places(): { [PLACE]?: Runtime } {
  return globalThis as { [PLACE]?: Runtime } // the symbol is ours, so nobody else put anything there
}
