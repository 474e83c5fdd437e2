// A real desk for the pages to be measured on: production, started as `npm start` starts it, on scratch data and free ports.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { assert } from '#lib/base/assert.ts'
import { DAY_MS, later, MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import { systemClock } from '#server/clock.ts'
import { type Db, openDb } from '#server/db/client.ts'
import { addSession } from '#server/db/sessions.ts'
import { addUser } from '#server/db/users.ts'
import { processEnvironment } from '#server/env.ts'
import { scratchRoot } from '#server/testing/system-user.ts'

export type BenchDesk = {
  origin: string
  /** The session of an owner, whose desk has rows to show. */
  token: string
  close(): Promise<void>
}

const ROOT = dirname(dirname(import.meta.dirname))
/** It may have to build its pages first. */
const READY_WITHIN_MS = 5 * MINUTE_MS
const AUDIT_ROWS = 500

export async function openBenchDesk(): Promise<BenchDesk> {
  const folder = mkdtempSync(join(scratchRoot(), 'plimsoll-pages-'))
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  const [port, metricsPort] = [await freePort(), await freePort()]
  const origin = `http://localhost:${port}`
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment(data), PLIMSOLL_PORT: String(port), PLIMSOLL_METRICS_PORT: String(metricsPort) },
  })
  const close = async () => {
    if (child.exitCode === null) {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await serving(child, origin)
    const token = await furnish(join(data, 'secrets/database-url'))
    return { origin, token, close }
  } catch (cause) {
    await close()
    throw cause
  }
}

/** Nothing of our own prefix, and no database of whoever measures, comes near it. */
function environment(data: string) {
  const kept = Object.entries(processEnvironment()).filter(
    ([name]) => !/^(PLIMSOLL_|DATABASE_URL|TLS_)/.test(name),
  )
  return { ...Object.fromEntries(kept), NODE_ENV: 'production' as const, PLIMSOLL_DATA: data }
}

async function serving(child: ChildProcess, origin: string): Promise<void> {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', text => {
      said = (said + text).slice(-2_000)
    })
  }
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the desk ended: ${said}`)))
  const deadlineMs = performance.now() + READY_WITHIN_MS
  const ask = async (): Promise<void> => {
    while (performance.now() < deadlineMs) {
      if (await isReady(origin)) return
      await new Promise(resolve => setTimeout(resolve, SECOND_MS / 2))
    }
    throw new Error(`the desk was not ready in time: ${said}`)
  }
  await Promise.race([ask(), ended])
}

async function isReady(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2 * SECOND_MS) })).ok
  } catch {
    return false // nobody listens yet
  }
}

/** An owner with a session and a fresh second factor, and a log with some pages in it. */
async function furnish(urlFile: string): Promise<string> {
  const db = openDb(readFileSync(urlFile, 'utf8').trim(), { poolMax: 2 })
  const at = systemClock.now()
  const token = randomBytes(32).toString('base64url')
  try {
    await db.transact(async tx => {
      const userId = await addUser(tx, { name: 'Bench', role: 'owner', at })
      const good = { tokenHash: hashOfToken(token), userId, at, expiresAt: later(at, DAY_MS) }
      await addSession(tx, good)
    })
    await growLog(db)
  } finally {
    await db.close()
  }
  return token
}

async function growLog({ sql }: Pick<Db, 'sql'>): Promise<void> {
  await sql({
    text: `SELECT audit_append('installation', '{"kind":"operator"}', 'person.role-changed', gen_random_uuid()::text,
        '{"before":{"role":"viewer"},"after":{"role":"trader"},"address":"192.0.2.1"}', gen_random_uuid()::text)
      FROM generate_series(1, ${AUDIT_ROWS})`,
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert(typeof address === 'object' && address !== null, 'the kernel gave a port')
  await new Promise(resolve => server.close(resolve))
  return address.port
}
