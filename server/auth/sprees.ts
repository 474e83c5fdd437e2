// Guessing at many names, counted by where it comes from: a stranger by their address, and a browser that has been here by
// itself, for guesses at its person are not counted against the name alone.
import { createHash } from 'node:crypto'
import { type EpochMs, epochMs, HOUR_MS, MINUTE_MS } from '#lib/base/time.ts'
import type { Sql } from '#server/db/client.ts'
import { addGuess, holdGuesses, recentGuesses } from '#server/db/guesses.ts'
import { type CountMax, endOfCount } from './guesses.ts'
import { rateAddress } from './rate-address.ts'

/** `deviceHash`: of a browser that the person has been at whose name was typed; null for every other. */
export type Whence = { address: string; deviceHash: Buffer | null; at: EpochMs }

/** Many people may share an address, and few mistype at once. */
const OF_ADDRESS: CountMax = { count: 100, withinMs: 15 * MINUTE_MS }
const OF_DEVICE: CountMax = { count: 50, withinMs: HOUR_MS }

/** How many milliseconds to wait; 0: go on. Within a transaction, whoever else comes from there waits until it ends. */
export async function spreeWait(sql: Sql, whence: Whence): Promise<number> {
  const nameHash = hashOf(whence)
  await holdGuesses(sql, nameHash)
  const max = whence.deviceHash === null ? OF_ADDRESS : OF_DEVICE
  const made = await recentGuesses(sql, nameHash, epochMs(whence.at - max.withinMs))
  return Math.max(0, endOfCount(made, max) - whence.at)
}

export async function noteSpree(sql: Sql, whence: Whence): Promise<void> {
  const { address, at } = whence
  await addGuess(sql, { nameHash: hashOf(whence), address: rateAddress(address), kind: 'password', at })
}

function hashOf({ address, deviceHash }: Whence): Buffer {
  const text =
    deviceHash === null ? `address ${rateAddress(address)}` : `device ${deviceHash.toString('base64url')}`
  return createHash('sha256').update(text).digest()
}
