// Passwords as argon2id hashes. Each costs 64 MiB and a good part of a second of one core, so few are made at a time, few may
// wait, and whoever comes then is told to come again.
import { hash, verify } from '@node-rs/argon2'
import { ok, type Result, refused } from '#lib/base/result.ts'

export type Passwords = {
  hash(password: string): Promise<Result<string, 'BUSY'>>
  /** Takes as long when there is no hash: nobody learns by time who exists. */
  verify(hash: string | null, password: string): Promise<Result<boolean, 'BUSY'>>
}

const ARGON2ID = 2
const COSTS = { algorithm: ARGON2ID, memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const
/** Of the same costs, and no password's: its digest is a text of ours. */
const NOBODYS = `$argon2id$v=19$m=${COSTS.memoryCost},t=${COSTS.timeCost},p=${COSTS.parallelism}$${bare('nobody has this!')}$${bare('and nothing ever hashes to this.')}`
const LIMITS = { atOnceMax: 4, waitingMax: 32 }

export function openPasswords(limits = LIMITS): Passwords {
  const take = fewAtOnce(limits)
  return {
    hash: password => take(() => hash(plain(password), COSTS)),
    verify: (hashed, password) =>
      take(async () => (await verify(hashed ?? NOBODYS, plain(password))) && hashed !== null),
  }
}

type Take = <T>(work: () => Promise<T>) => Promise<Result<T, 'BUSY'>>

/** A freed place goes to whoever has waited longest. */
export function fewAtOnce({ atOnceMax, waitingMax }: typeof LIMITS): Take {
  const waiting: (() => void)[] = []
  let underWay = 0
  return async work => {
    if (underWay < atOnceMax) underWay += 1
    else if (waiting.length >= waitingMax) return refused('BUSY')
    else await new Promise<void>(resolve => waiting.push(resolve)) // and takes over the place of who is done
    try {
      return ok(await work())
    } finally {
      const next = waiting.shift()
      if (next === undefined) underWay -= 1
      else next()
    }
  }
}

/** Keyboards differ in whether é is one sign or two; nothing else is changed. */
function plain(password: string): string {
  return password.normalize('NFC')
}

function bare(text: string): string {
  return Buffer.from(text).toString('base64').replaceAll('=', '')
}
