// A try at signing in, counted twice: at whom it was, and where it came from.
import type { EpochMs } from '#lib/base/time.ts'
import { guessWait, noteGuess } from '#server/auth/guesses.ts'
import { noteSpree, spreeWait } from '#server/auth/sprees.ts'
import type { Sql } from '#server/db/client.ts'

/** `deviceHash`: of a browser that the bearer of this name has been at; null for every other. */
export type Try = { name: string; address: string; deviceHash: Buffer | null; at: EpochMs }

/** How many milliseconds to wait before the next one counts; 0: go on. */
export async function tryWait(sql: Sql, one: Try): Promise<number> {
  const atName = await guessWait(sql, { ...guesserOf(one), isKnownDevice: one.deviceHash !== null })
  return Math.max(atName, await spreeWait(sql, one))
}

export async function noteTry(sql: Sql, one: Try): Promise<void> {
  await noteGuess(sql, guesserOf(one))
  await noteSpree(sql, one)
}

function guesserOf({ name, address, at }: Try) {
  return { target: { name }, address, kind: 'password', at } as const
}
