// Guessing does not pay, and locks nobody out who has been here before. A wrong guess is counted by the name that was typed,
// whether anybody bears it or not. Of a sign-in nobody learns by how long they wait which part of it was wrong: it counts as a
// wrong password and as a wrong code alike.
import { createHash } from 'node:crypto'
import type { UserId } from '#lib/base/id.ts'
import { type EpochMs, epochMs, HOUR_MS, later, MINUTE_MS } from '#lib/base/time.ts'
import type { Sql } from '#server/db/client.ts'
import { addGuess, type GuessKind, holdGuesses, type MadeGuess, recentGuesses } from '#server/db/guesses.ts'
import { nameKeyOf } from '#server/db/users.ts'
import { rateAddress } from './rate-address.ts'

/** At whom: by the name that was typed, or a person who is known by their session. No name is taken for a person. */
export type Target = { readonly name: string } | { readonly person: UserId }
/** `password`: a whole sign-in, or the old password; `code`: a code alone, of somebody who is signed in. */
export type Guesser = { target: Target; address: string; kind: GuessKind; at: EpochMs }

export type CountMax = { readonly count: number; readonly withinMs: number }

const NEARBY_MAX = { count: 10, withinMs: 15 * MINUTE_MS }
const ANYWHERE_MAX = { count: 50, withinMs: HOUR_MS }
const CODES_MAX = { count: 5, withinMs: 5 * MINUTE_MS, thenMs: 5 * MINUTE_MS }

/**
 * How many milliseconds to wait before the next try counts; 0: go on. Within a transaction nobody else of this name is
 * answered until it ends, so that a hundred tries at once are counted as a hundred.
 */
export async function guessWait(
  sql: Sql,
  { isKnownDevice, ...guesser }: Guesser & { isKnownDevice: boolean },
): Promise<number> {
  const { kind, at } = guesser
  const nameHash = targetHash(guesser.target)
  await holdGuesses(sql, nameHash)
  const all = await recentGuesses(sql, nameHash, epochMs(at - ANYWHERE_MAX.withinMs))
  const address = rateAddress(guesser.address)
  return Math.max(0, endOfWait(all, { kind, address, isKnownDevice }) - at)
}

export async function noteGuess(sql: Sql, { target, address, kind, at }: Guesser): Promise<void> {
  await addGuess(sql, { nameHash: targetHash(target), address: rateAddress(address), kind, at })
}

type Asker = { kind: GuessKind; address: string; isKnownDevice: boolean }

/** From the guesses of the last hour, the newest first. */
export function endOfWait(all: readonly MadeGuess[], { kind, address, isKnownDevice }: Asker): number {
  const counted = kind === 'code' ? all.filter(guess => guess.kind === 'code') : all
  const nearby = counted.filter(guess => guess.address === address)
  return Math.max(
    endOfSpree(nearby),
    endOfCount(nearby, NEARBY_MAX),
    isKnownDevice ? 0 : endOfCount(counted, ANYWHERE_MAX),
  )
}

/** At most so many within any such time. */
export function endOfCount(guesses: readonly MadeGuess[], max: CountMax): number {
  const oldest = guesses[max.count - 1]
  return oldest === undefined ? 0 : later(oldest.at, max.withinMs)
}

/** Five wrong codes in a row, then a pause. */
function endOfSpree(guesses: readonly MadeGuess[]): number {
  const [last, first] = [guesses[0], guesses[CODES_MAX.count - 1]]
  if (last === undefined || first === undefined) return 0
  return last.at - first.at < CODES_MAX.withinMs ? later(last.at, CODES_MAX.thenMs) : 0
}

function targetHash(target: Target): Buffer {
  const text = 'person' in target ? `person ${target.person}` : `name ${nameKeyOf(target.name.trim())}`
  return createHash('sha256').update(text).digest()
}
