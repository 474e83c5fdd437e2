// Whether the time of a failed sign-in tells who exists: the same wrong password for names that somebody bears and for names
// that nobody does, in pairs, in one run; the middle one counts.
import { SignIn } from '#lib/wire/entry.ts'
import { openPasswords } from '#server/auth/passwords.ts'
import { systemClock } from '#server/clock.ts'
import { addUser, setPassword } from '#server/db/users.ts'
import { asServer } from '#server/http/as-server.ts'
import { call, type Handler, openTestDesk } from '#server/http/test-desk.ts'
import { signIn } from '#server/services/entry/sign-in.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import type { Figure, Measured } from './figure.ts'

export const figures: readonly Figure[] = [{ name: 'auth.timing', measure: compare }]

const TRIES = 200
const WARM_UP = 10
/** A name is tried less often than it would be locked. */
const PER_NAME = 30
const DIFFERENCE_MAX_MS = 10

async function compare(): Promise<Measured> {
  const scratch = await scratchDatabase()
  const desk = await openTestDesk(scratch)
  try {
    await addPeople(scratch.db)
    asServer()
    const { route, routes } = await import('#server/http/route.ts')
    const { known, unknown } = await timesOf(routes(route(SignIn, signIn)).POST)
    const [value, peer] = [median(known), median(unknown)]
    // Of each pair, because a busy machine slows both of one, and not both of another.
    const apartMs = median(known.map((tookMs, place) => tookMs - (unknown[place] ?? Number.NaN)))
    const met = Math.abs(apartMs) < DIFFERENCE_MAX_MS
    return { value, unit: 'ms', peer, ratio: value / peer, target: 'pairs < 10 ms apart', met }
  } finally {
    await desk.close()
    await scratch.drop()
  }
}

async function addPeople(db: ScratchDatabase['db']): Promise<void> {
  const hashed = await openPasswords().hash('seven grey herons wade upstream')
  if (!hashed.ok) throw new Error('nobody else hashes here')
  const at = systemClock.now()
  for (let place = 0; place * PER_NAME < TRIES + WARM_UP; place += 1) {
    await db.transact(async tx => {
      const id = await addUser(tx, { name: `known ${place}`, role: 'viewer', at })
      await setPassword(tx.sql, id, hashed.value)
    })
  }
}

async function timesOf(post: Handler): Promise<Record<'known' | 'unknown', number[]>> {
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
  for (let tried = -WARM_UP; tried < TRIES; tried += 1) {
    const place = Math.floor((tried + WARM_UP) / PER_NAME)
    // Each pair the other way round, so that what slows the machine slows both.
    for (const kind of tried % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      const tookMs = await timeOf(post, `${kind} ${place}`, tried + WARM_UP)
      if (tried >= 0) times[kind].push(tookMs)
    }
  }
  return times
}

async function timeOf(post: Handler, name: string, tried: number): Promise<number> {
  const begun = systemClock.monotonicMs()
  const { status } = await call(post, {
    method: 'POST',
    path: '/api/v1/sign-in',
    body: { name, password: 'not the password at all', code: '123456' },
    headers: { 'x-forwarded-for': `10.${tried >> 8}.${tried & 255}.1` }, // no address is kept waiting
  })
  if (status !== 401) throw new Error(`${name}: ${status}`)
  return systemClock.monotonicMs() - begun
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
