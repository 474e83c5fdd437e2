// What the frame of our routes (session looked up in the database, role, rate, schemas both ways, headers, log)
// costs beside a bare Next handler that answers the same, in one production build and one run.
import { type ChildProcess, execFile, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { later, MINUTE_MS } from '#lib/base/time.ts'
import { hashOfToken, SESSION_COOKIE } from '#server/auth/cookie.ts'
import { systemClock } from '#server/clock.ts'
import type { Db } from '#server/db/client.ts'
import { addSession } from '#server/db/sessions.ts'
import { addUser } from '#server/db/users.ts'
import { processEnvironment } from '#server/env.ts'
import { scratchDatabase } from '#server/testing/database.ts'
import type { Figure, Measured } from './figure.ts'
import { answersPerSecond, type Load } from './web-route/load.ts'

export const figures: readonly Figure[] = [
  { name: 'web.route', measure: () => compare(MANY, withinTenth) },
  { name: 'web.route-alone', measure: () => compare(ONE, withinMillisecond) },
]

const ROOT = dirname(import.meta.dirname)
const APP = join(ROOT, '.next/bench-route')
const PRODUCTION = { ...processEnvironment(), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const
type Crowd = Pick<Load, 'connections' | 'requests'>
type Pair = { our: number; peer: number }

const WARM_UP = 6
const ROUNDS = 30
const MANY: Crowd = { connections: 32, requests: 1_000 }
/** Nobody to share the look-up of the session with: each answer waits for the database once. */
const ONE: Crowd = { connections: 1, requests: 300 }

function withinTenth(pairs: readonly Pair[]): Measured {
  const ratio = median(pairs.map(({ our, peer }) => our / peer))
  return { ...middle(pairs), unit: 'answers/s', ratio, target: 'ratio >= 0.9', met: ratio >= 0.9 }
}

function withinMillisecond(pairs: readonly Pair[]): Measured {
  const times = pairs.map(({ our, peer }) => ({ our: 1_000 / our, peer: 1_000 / peer }))
  const ratio = median(times.map(({ our, peer }) => our / peer))
  const addedMs = median(times.map(({ our, peer }) => our - peer))
  return { ...middle(times), unit: 'ms', ratio, target: 'value - peer <= 1 ms', met: addedMs <= 1 }
}

function middle(pairs: readonly Pair[]): { value: number; peer: number } {
  return { value: median(pairs.map(({ our }) => our)), peer: median(pairs.map(({ peer }) => peer)) }
}

async function compare(crowd: Crowd, judge: (pairs: readonly Pair[]) => Measured): Promise<Measured> {
  await build()
  const scratch = await scratchDatabase()
  const child = fork(new URL('./web-route/serve.ts', import.meta.url), {
    env: PRODUCTION,
    stdio: ['ignore', 2, 2, 'ipc'], // standard output belongs to the figures
  })
  try {
    const cookie = await signIn(scratch.db)
    const port = await serving(child, scratch.urls.web)
    return judge(await pairsOf({ port, cookie, ...crowd }))
  } finally {
    child.kill()
    await once(child, 'exit')
    await scratch.drop()
    await rm(APP, { recursive: true, force: true })
  }
}

/** Short rounds in turn, each pair the other way round, so that a busy machine slows both; the middle pair counts. */
async function pairsOf(load: Omit<Load, 'path'>): Promise<Pair[]> {
  const ours = () => answersPerSecond({ ...load, path: '/api/v1/ours' })
  const bare = () => answersPerSecond({ ...load, path: '/api/v1/bare' })
  const pairs: Pair[] = []
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const isOursFirst = round % 2 === 0
    const first = isOursFirst ? await ours() : await bare()
    const second = isOursFirst ? await bare() : await ours()
    if (round >= 0) pairs.push(isOursFirst ? { our: first, peer: second } : { our: second, peer: first })
  }
  return pairs
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

async function build(): Promise<void> {
  await rm(APP, { recursive: true, force: true })
  for (const [name, code] of Object.entries({ ours: OURS, bare: BARE })) {
    await mkdir(join(APP, 'app/api/v1', name), { recursive: true })
    await writeFile(join(APP, 'app/api/v1', name, 'route.js'), code)
  }
  await writeFile(join(APP, 'package.json'), '{ "type": "module" }')
  const next = join(ROOT, 'node_modules/next/dist/bin/next')
  await promisify(execFile)(process.execPath, [next, 'build', APP], { cwd: ROOT, env: PRODUCTION })
}

async function serving(child: ChildProcess, databaseUrl: string): Promise<number> {
  child.send({ dir: APP, databaseUrl, origin: 'http://localhost' })
  const [{ port }] = await once(child, 'message')
  return port
}

async function signIn(db: Db): Promise<string> {
  const at = systemClock.now()
  const token = randomBytes(32).toString('base64url')
  await db.transact(async tx => {
    const userId = await addUser(tx, { name: 'bench', role: 'viewer', at })
    const tokenHash = hashOfToken(token)
    await addSession(tx, { tokenHash, userId, at, expiresAt: later(at, 60 * MINUTE_MS) })
  })
  return `${SESSION_COOKIE}=${token}`
}

const REPLY = `{ at: 1, items: ['one', 'two', 'three'] }`
const BARE = `export const GET = () => Response.json(${REPLY})\n`
const OURS = `
import * as z from 'zod/mini'
import { contract } from '../../../../../../lib/wire/contract.ts'
import { Nothing } from '../../../../../../lib/wire/scalars.ts'
import { route, routes } from '../../../../../../server/http/route.ts'

const Ours = contract({
  name: 'Ours', method: 'GET', path: '/api/v1/ours', summary: '', access: 'viewer', scope: 'read', effect: 'read',
  params: Nothing, query: Nothing, body: Nothing,
  reply: z.strictObject({ at: z.int(), items: z.array(z.string()) }), status: 200, refusals: [],
})
export const { GET } = routes(route(Ours, async () => ({ ok: true, value: ${REPLY} })))
`
