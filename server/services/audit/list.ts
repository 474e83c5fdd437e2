// The audit log a page at a time, with the names of the people in it.
import { ok, type Result, refused } from '#lib/base/result.ts'
import { epochMs } from '#lib/base/time.ts'
import type { ListAudit } from '#lib/wire/audit.ts'
import { type AuditPlace, listAudit as listEntries, placeOf } from '#server/db/audit-list.ts'
import type { Verb } from '../context.ts'
import { named } from './named.ts'

export const listAudit: Verb<typeof ListAudit> = async ({ ctx, input }) => {
  const { limit, cursor, ...filter } = input.query
  const after = cursor === undefined ? ok(undefined) : placeAt(cursor)
  if (!after.ok) {
    const fields = [{ field: 'query.cursor', message: 'This is no cursor of this list.' }]
    return refused({
      code: 'INVALID_INPUT',
      message: 'The list cannot go on from there: see errors.',
      fields,
    })
  }
  const { sql } = ctx.db
  const found = await listEntries(sql, { filter, after: after.value, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const hasMore = found.length > limit && last !== undefined
  return ok({ entries: await named(sql, shown), next_cursor: hasMore ? cursorOf(placeOf(last)) : null })
}

/** Opaque to the caller: it may come to say something else one day. */
function cursorOf({ at, chain, sequence }: AuditPlace): string {
  return Buffer.from(`${at} ${sequence} ${chain}`).toString('base64url')
}

const PLACE = /^(?<at>\d{1,16}) (?<sequence>\d{1,18}) (?<chain>[^\0]{1,200})$/

function placeAt(cursor: string): Result<AuditPlace, 'INVALID'> {
  const { at, sequence, chain } = PLACE.exec(Buffer.from(cursor, 'base64url').toString())?.groups ?? {}
  if (at === undefined || sequence === undefined || chain === undefined) return refused('INVALID')
  if (Number(at) > MOMENT_MAX_MS) return refused('INVALID')
  return ok({ at: epochMs(Number(at)), sequence: BigInt(sequence), chain })
}

/** The last moment that a Date can hold. */
const MOMENT_MAX_MS = 8_640_000_000_000_000
