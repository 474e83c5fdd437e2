// Wrong guesses, by a hash of the name that was typed: the table does not know whether anybody bears it.
import type { EpochMs } from '#lib/base/time.ts'
import type { Row, Sql } from './client.ts'
import { instant, momentOf } from './instant.ts'

export type GuessKind = 'password' | 'code'
export type MadeGuess = { address: string; kind: GuessKind; at: EpochMs }

/** Beyond these the oldest do not matter: the wait is as long as it gets. */
const READ_MAX = 500

export async function addGuess(sql: Sql, guess: MadeGuess & { nameHash: Buffer }): Promise<void> {
  await sql({
    name: 'guesses.add',
    text: `INSERT INTO guesses (name_hash, address, kind, at) VALUES ($1, $2, $3::"GuessKind", $4)`,
    values: [guess.nameHash, guess.address, guess.kind, instant(guess.at)],
  })
}

/** Until the transaction ends, whoever else asks for this name waits. */
export async function holdGuesses(sql: Sql, nameHash: Buffer): Promise<void> {
  await sql({
    name: 'guesses.hold',
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))::text',
    values: [`guesses:${nameHash.toString('hex')}`],
  })
}

/** The newest first. */
export async function recentGuesses(sql: Sql, nameHash: Buffer, since: EpochMs): Promise<MadeGuess[]> {
  const rows = await sql<Row & { address: string; kind: GuessKind; at: Date }>({
    name: 'guesses.recent',
    text: `SELECT address, kind, at FROM guesses WHERE name_hash = $1 AND at > $2::timestamptz
      ORDER BY at DESC, id DESC LIMIT $3`,
    values: [nameHash, instant(since), READ_MAX],
  })
  return rows.map(({ address, kind, at }) => ({ address, kind, at: momentOf(at) }))
}
