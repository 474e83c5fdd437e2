// The inbox of the engine: a row is a wish, written once with its audit row and settled once by the engine.
import { assert } from '#lib/base/assert.ts'
import type { AccountId, CommandId, UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import { type Command, CommandKind } from '#lib/wire/command.ts'
import type { Row, Sql } from './client.ts'
import { instant, momentOf, momentOrNull } from './instant.ts'
import { onlyRow } from './only-row.ts'

export type NewCommand = {
  userId: UserId
  accountId: AccountId
  kind: CommandKind
  idemKey: string
  bodyHash: Buffer
  body: Record<string, unknown>
  correlationId: string
  at: EpochMs
}
export type ClaimedCommand = {
  id: CommandId
  userId: UserId
  accountId: AccountId
  /** As it was written: whoever wrote the row may know kinds that we do not. */
  kind: string
  body: Record<string, unknown>
  correlationId: string
}
/** `command` is missing when its kind is one that nobody here can read. */
export type SettledCommand = { userId: UserId; command: Command | undefined }

type CommandRow = Row & {
  id: string
  user_id: UserId
  kind: string
  state: Command['state']
  outcome: Record<string, unknown> | null
  created_at: Date
  claimed_at: Date | null
  settled_at: Date | null
}

const COLUMNS = 'id, user_id, kind, state, outcome, created_at, claimed_at, settled_at'

export async function insertCommand(sql: Sql, command: NewCommand): Promise<Command> {
  const rows = await sql<CommandRow>({
    name: 'commands.insert',
    text: `INSERT INTO commands (user_id, account_id, kind, idem_key, body_hash, body, correlation_id, created_at)
      VALUES ($1::uuid, $2, $3, $4, $5, $6::jsonb, $7, $8) RETURNING ${COLUMNS}`,
    values: [
      command.userId,
      command.accountId,
      command.kind,
      command.idemKey,
      command.bodyHash,
      JSON.stringify(command.body),
      command.correlationId,
      instant(command.at),
    ],
  })
  const inserted = commandOf(onlyRow(rows))
  assert(inserted !== undefined, 'a kind that was just written can be read')
  return inserted
}

export async function findCommand(
  sql: Sql,
  of: { userId: UserId; id: string },
): Promise<Command | undefined> {
  const [row] = await sql<CommandRow>({
    name: 'commands.find',
    text: `SELECT ${COLUMNS} FROM commands WHERE id = $1::uuid AND user_id = $2::uuid`,
    values: [of.id, of.userId],
  })
  return row && commandOf(row)
}

/** The last ones of one person, newest first. */
export async function listCommands(sql: Sql, of: { userId: UserId; limit: number }): Promise<Command[]> {
  const rows = await sql<CommandRow>({
    name: 'commands.list',
    text: `SELECT ${COLUMNS} FROM commands WHERE user_id = $1::uuid AND kind = ANY($3)
      ORDER BY created_at DESC, id LIMIT $2`,
    values: [of.userId, of.limit, CommandKind.options],
  })
  return rows.map(commandOf).filter(command => command !== undefined)
}

/** Takes what is pending, oldest first: what an earlier epoch took and did not settle is taken again. */
export async function claimCommands(
  sql: Sql,
  claim: { accountId: AccountId; epoch: bigint; limit: number },
): Promise<ClaimedCommand[]> {
  const rows = await sql<ClaimedRow>({
    name: 'commands.claim',
    text: `WITH next AS (
        SELECT id FROM commands
        WHERE account_id = $1 AND state = 'pending' AND (epoch IS NULL OR epoch < $2)
        ORDER BY created_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
      ), claimed AS (
        UPDATE commands SET claimed_at = clock_timestamp(), epoch = $2 FROM next WHERE commands.id = next.id
        RETURNING commands.id, user_id, account_id, kind, body, correlation_id, created_at
      )
      SELECT * FROM claimed ORDER BY created_at, id`,
    values: [claim.accountId, claim.epoch, claim.limit],
  })
  return rows.map(row => ({
    id: row.id,
    userId: row.user_id,
    accountId: row.account_id,
    kind: row.kind.slice(0, KIND_LENGTH_MAX),
    body: row.body,
    correlationId: row.correlation_id,
  }))
}

/** Nothing when the command is settled already, or was claimed by another epoch. */
export async function settleCommand(
  sql: Sql,
  settled: { id: CommandId; epoch: bigint; state: 'done' | 'refused'; outcome: Record<string, unknown> },
): Promise<SettledCommand | undefined> {
  const [row] = await sql<CommandRow>({
    name: 'commands.settle',
    text: `UPDATE commands SET state = $3::"CommandState", outcome = $4::jsonb, settled_at = clock_timestamp()
      WHERE id = $1::uuid AND epoch = $2 AND state = 'pending' RETURNING ${COLUMNS}`,
    values: [settled.id, settled.epoch, settled.state, JSON.stringify(settled.outcome)],
  })
  return row && { userId: row.user_id, command: commandOf(row) }
}

/** For the audit row and the log line of a kind that nobody knows. */
const KIND_LENGTH_MAX = 60

type ClaimedRow = Row & {
  id: CommandId
  user_id: UserId
  account_id: AccountId
  kind: string
  body: Record<string, unknown>
  correlation_id: string
}

function commandOf(row: CommandRow): Command | undefined {
  const kind = CommandKind.safeParse(row.kind)
  if (!kind.success) return undefined
  return {
    id: row.id,
    kind: kind.data,
    state: row.state,
    outcome: row.outcome,
    created_at: momentOf(row.created_at),
    claimed_at: momentOrNull(row.claimed_at),
    settled_at: momentOrNull(row.settled_at),
  }
}
