// The audit log as it is asked for: newest first over all chains, by filters, a page at a time.
import type { UserId } from '#lib/base/id.ts'
import { type EpochMs, epochMs } from '#lib/base/time.ts'
import type { AuditEntry, AuditFilter } from '#lib/wire/audit.ts'
import type { Row, Sql } from './client.ts'
import { instant } from './instant.ts'
import { onlyRow } from './only-row.ts'

/** Where a page ended: the place of its last row in the order of the list. */
export type AuditPlace = { at: EpochMs; chain: string; sequence: bigint }
export type ListedEntry = Omit<AuditEntry, 'actor_name' | 'object_name'>
type Asked = { filter: AuditFilter; after?: AuditPlace | undefined; limit: number }

/** Newest first. Only the filters that are there stand in the query, so that each plan is of its own. */
export async function listAudit(sql: Sql, { filter, after, limit }: Asked): Promise<ListedEntry[]> {
  const asked = conditionsOf(filter, after)
  const rows = await sql<EntryRow>({
    text: `SELECT chain, sequence, at, actor, action, object, detail, correlation_id, hash FROM audit_entries
      ${asked.where} ORDER BY at DESC, chain DESC, sequence DESC LIMIT ${asked.hold(limit)}`,
    values: asked.values,
  })
  return rows.map(entryOf)
}

export function placeOf({ at, chain, sequence }: ListedEntry): AuditPlace {
  return { at: epochMs(at), chain, sequence: BigInt(sequence) }
}

/** What a file of at most so many rows would hold: the moment of its oldest row, and whether older ones are left out. */
export async function reachOfAudit(
  sql: Sql,
  { filter, limit }: Asked,
): Promise<{ since: EpochMs | null; isCut: boolean }> {
  const asked = conditionsOf(filter, undefined)
  const rows = await sql<Row & { since: Date | null; count: bigint }>({
    text: `SELECT min(at) FILTER (WHERE place <= ${asked.hold(limit)}) AS since, count(*) AS count FROM (
        SELECT at, row_number() OVER () AS place FROM (
          SELECT at FROM audit_entries ${asked.where} ORDER BY at DESC LIMIT ${asked.hold(limit + 1)}
        ) AS newest
      ) AS numbered`,
    values: asked.values,
  })
  const { since, count } = onlyRow(rows)
  return { since: since === null ? null : momentShown(since), isCut: Number(count) > limit }
}

/** The names of people by their ids, of those too who have left; whatever is no id has none. */
export async function namesOf(sql: Sql, among: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(among.filter(one => ID.test(one)))]
  if (ids.length === 0) return new Map()
  const rows = await sql<Row & { id: UserId; name: string }>({
    name: 'users.names',
    text: 'SELECT id, name FROM users WHERE id = ANY($1::uuid[])',
    values: [ids],
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** As the indexes of the migration spell them, or they are not used. */
const PERSON = `left(split_part(actor, '"user_id":"', 2), 36)`
const KIND = `left(split_part(split_part(actor, '"kind":"', 2), '"', 1), 40)`
const SUBJECT = `left(split_part(action, '.', 1), 120)`
const short = (column: string) => `left(${column}, 120)`

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function conditionsOf(filter: AuditFilter, after: AuditPlace | undefined) {
  const values: unknown[] = []
  const hold = (value: unknown) => `$${values.push(value)}`
  const { actor, action, object, correlation_id: correlationId, from, until } = filter
  const is = (expression: string, value: string | undefined) =>
    value === undefined ? [] : [`${expression} = ${hold(value)}`]
  const conditions = [
    ...is(actor !== undefined && ID.test(actor) ? PERSON : KIND, actor?.toLowerCase()),
    ...(action === undefined ? [] : [actionIn(action.split(','), hold)]),
    ...is(short('object'), object),
    ...is(short('correlation_id'), correlationId),
    ...(from === undefined ? [] : [`at >= ${hold(instant(epochMs(from)))}`]),
    ...(until === undefined ? [] : [`at < ${hold(instant(epochMs(until)))}`]),
    ...(after === undefined ? [] : beyond(after, hold)),
  ]
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, values, hold }
}

/** A whole action has a dot; what has none is a subject. */
function actionIn(words: readonly string[], hold: (value: unknown) => string): string {
  const whole = words.filter(word => word.includes('.'))
  const subjects = words.filter(word => !word.includes('.'))
  const parts = [
    ...(whole.length === 0 ? [] : [`${short('action')} = ANY(${hold(whole)}::text[])`]),
    ...(subjects.length === 0 ? [] : [`${SUBJECT} = ANY(${hold(subjects)}::text[])`]),
  ]
  return `(${parts.join(' OR ')})`
}

function beyond({ at, chain, sequence }: AuditPlace, hold: (value: unknown) => string): string[] {
  const moment = hold(instant(at))
  return [`at <= ${moment}`, `(at, chain, sequence) < (${moment}, ${hold(chain)}, ${hold(sequence)})`]
}

type EntryRow = Row & {
  chain: string
  sequence: bigint
  at: Date
  actor: string
  action: string
  object: string
  detail: string
  correlation_id: string
  hash: Buffer
}

function entryOf(row: EntryRow): ListedEntry {
  return {
    chain: row.chain,
    sequence: String(row.sequence),
    at: momentShown(row.at),
    actor: recordOf(row.actor),
    action: row.action,
    object: row.object,
    detail: recordOf(row.detail),
    correlation_id: row.correlation_id,
    hash: row.hash.toString('hex'),
  }
}

const MOMENT_MAX_MS = 8_640_000_000_000_000

/** A row that somebody changed by force may hold a time that is none: it is shown all the same, at the edge of time. */
function momentShown(at: Date): EpochMs {
  return epochMs(Math.min(MOMENT_MAX_MS, Math.max(0, Number(at))))
}

/** Nor must it hide the others by holding what is no JSON. */
function recordOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : { text }
  } catch (fault) {
    if (fault instanceof SyntaxError) return { text }
    throw fault
  }
}
