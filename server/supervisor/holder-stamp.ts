// A second lock on the data folder, for those the first cannot reach: two containers that share a folder do not share the
// names of sockets. The holder stamps a file every two seconds; whoever finds a stamp that still moves stays away.
import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { SECOND_MS } from '#lib/base/time.ts'
import { markOf, pidPlace } from './process-mark.ts'

const Stamp = z.strictObject({
  token: z.uuid(),
  count: z.int(),
  host: z.string(),
  pid: z.int(),
  place: z.string(),
  mark: z.string(),
})
type Stamp = z.infer<typeof Stamp>

const STAMP_EVERY_MS = 2 * SECOND_MS
const FRESH_MS = 10 * SECOND_MS
const WATCH_MS = 3 * STAMP_EVERY_MS
const LOOK_EVERY_MS = 100

export type Stamping = {
  readonly folder: string
  readonly now: () => number
  readonly pause?: (ms: number) => Promise<unknown>
}

/** Who else holds the folder, in words; nobody when the stamp is old, stands still, or its process is known to be dead. */
export async function otherHolder({ folder, now, pause = wait }: Stamping): Promise<string | undefined> {
  const path = join(folder, NAME)
  const first = read(path)
  if (first === undefined || isDead(first)) return undefined
  const writtenAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (Math.abs(now() - writtenAt) > FRESH_MS) return undefined
  for (let waitedMs = 0; waitedMs < WATCH_MS; waitedMs += LOOK_EVERY_MS) {
    const seen = read(path)
    if (seen !== undefined && (seen.token !== first.token || seen.count !== first.count)) {
      return `pid ${seen.pid} on ${seen.host}`
    }
    await pause(LOOK_EVERY_MS)
  }
  return undefined
}

/** From now on the folder bears our stamp; answers how to take it away. */
export function holdByStamp(folder: string, onFault: (error: unknown) => void): () => void {
  const path = join(folder, NAME)
  const stamp: Stamp = {
    token: randomUUID(),
    count: 0,
    host: hostname(),
    pid: process.pid,
    place: pidPlace(),
    mark: markOf(process.pid) ?? '',
  }
  const write = () => {
    stamp.count += 1
    writeFileSync(`${path}.new`, JSON.stringify(stamp), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }
  write()
  let isTold = false
  const timer = setInterval(() => {
    try {
      write()
      isTold = false
    } catch (error) {
      if (!isTold) onFault(error) // a full disk must not end the desk
      isTold = true
    }
  }, STAMP_EVERY_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    rmSync(path, { force: true })
  }
}

const NAME = 'holder.json'

/** Only where a pid means the same to us and to the holder can its death be seen. */
function isDead({ pid, place, mark }: Stamp): boolean {
  return place === pidPlace() && markOf(pid) !== mark
}

function read(path: string): Stamp | undefined {
  try {
    const parsed = Stamp.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined // nobody was here, or what is there was never whole
  }
}
