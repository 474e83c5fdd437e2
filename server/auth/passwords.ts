// Passwords as argon2id hashes. Each costs 64 MiB and a good part of a second of one core, so few are made at a time, few may
// wait, and whoever comes then is told to come again. No stranger can take the places of all others.
import { hash, verify } from '@node-rs/argon2'
import { ok, type Result, refused } from '#lib/base/result.ts'

/** `isKnown`: has been here before, or holds a link or a session; such a one waits for no stranger. */
export type Asker = { readonly from: string; readonly isKnown: boolean }

export type Passwords = {
  /** Of a new password, which nobody chooses who was not let in, or invited, by something else. */
  hash(password: string): Promise<Result<string, 'BUSY'>>
  /** Takes as long when there is no hash: nobody learns by time who exists. */
  verify(hash: string | null, password: string, asker: Asker): Promise<Result<boolean, 'BUSY'>>
}

const ARGON2ID = 2
const COSTS = { algorithm: ARGON2ID, memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const
/** Of the same costs, and no password's: its digest is a text of ours. */
const NOBODYS = `$argon2id$v=19$m=${COSTS.memoryCost},t=${COSTS.timeCost},p=${COSTS.parallelism}$${bare('nobody has this!')}$${bare('and nothing ever hashes to this.')}`
/** Of those who wait: strangers, and known ones besides; and from one address. */
const LIMITS = { atOnceMax: 4, waitingMax: 32, eachMax: 4 }
const CHOOSING: Asker = { from: 'a new password', isKnown: true }

export function openPasswords(limits = LIMITS): Passwords {
  const take = fewAtOnce(limits)
  return {
    hash: password => take(CHOOSING, () => hash(plain(password), COSTS)),
    verify: (hashed, password, asker) =>
      take(asker, async () => (await verify(hashed ?? NOBODYS, plain(password))) && hashed !== null),
  }
}

type Take = <T>(asker: Asker, work: () => Promise<T>) => Promise<Result<T, 'BUSY'>>
type Waiting = Asker & { begin(): void }

export function fewAtOnce({ atOnceMax, waitingMax, eachMax }: typeof LIMITS): Take {
  const underWay: string[] = []
  const waiting: Waiting[] = []
  const isFull = (asker: Asker) => {
    const lane = waiting.filter(({ isKnown }) => isKnown === asker.isKnown)
    return lane.length >= waitingMax || lane.filter(({ from }) => from === asker.from).length >= eachMax
  }
  const beginNext = () => {
    const next = nextOf(waiting, underWay)
    if (next === undefined) return
    waiting.splice(waiting.indexOf(next), 1)
    underWay.push(next.from)
    next.begin()
  }
  return async (asker, work) => {
    if (underWay.length < atOnceMax) underWay.push(asker.from)
    else if (isFull(asker)) return refused('BUSY')
    else await new Promise<void>(begin => waiting.push({ ...asker, begin }))
    try {
      return ok(await work())
    } finally {
      underWay.splice(underWay.indexOf(asker.from), 1)
      beginNext()
    }
  }
}

/** A known one first, then whose address has the fewest under way, then who has waited longest. */
function nextOf(waiting: readonly Waiting[], underWay: readonly string[]): Waiting | undefined {
  const places = (one: Waiting) => underWay.filter(from => from === one.from).length
  const rank = (one: Waiting) => (one.isKnown ? -1 : places(one))
  return waiting.reduce<Waiting | undefined>(
    (first, one) => (first === undefined || rank(one) < rank(first) ? one : first),
    undefined,
  )
}

/** Keyboards differ in whether é is one sign or two; nothing else is changed. */
function plain(password: string): string {
  return password.normalize('NFC')
}

function bare(text: string): string {
  return Buffer.from(text).toString('base64').replaceAll('=', '')
}
