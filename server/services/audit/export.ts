// The audit log as a file: as it was filtered, newest first, read while it is sent. That it was taken is itself on record.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok } from '#lib/base/result.ts'
import { type EpochMs, epochMs } from '#lib/base/time.ts'
import { type AuditEntry, type AuditFilter, EXPORT_ROWS_MAX, type ExportAudit } from '#lib/wire/audit.ts'
import { type AuditPlace, listAudit, placeOf, reachOfAudit } from '#server/db/audit-list.ts'
import type { Sql } from '#server/db/client.ts'
import type { Verb } from '../context.ts'
import { record } from '../record.ts'
import { csvHead, csvOf, jsonlOf } from './lines.ts'
import { named } from './named.ts'

export const exportAudit: Verb<typeof ExportAudit> = async ({ ctx, input }) => {
  const { format, ...asked } = input.query
  // Where the file begins is settled before the row that tells of it is written: the file does not hold its own making.
  const filter = { ...asked, until: Math.min(asked.until ?? ctx.at, ctx.at) }
  const { since, isCut } = await reachOfAudit(ctx.db.sql, { filter, limit: EXPORT_ROWS_MAX })
  const name = `audit_all_${day(epochMs(asked.from ?? since ?? ctx.at))}_${day(epochMs(filter.until))}.${format}`
  const detail = { format, filter: asked, file: name, is_cut: isCut }
  await ctx.db.transact(tx =>
    record(tx, ctx, { chain: INSTALLATION, action: 'audit.exported', object: 'audit', detail }),
  )
  const rows = pages(ctx.db.sql, filter)
  return format === 'csv'
    ? ok({ name, type: 'text/csv', isCut, pieces: pieces(rows, csvOf, csvHead()) })
    : ok({ name, type: 'application/x-ndjson', isCut, pieces: pieces(rows, jsonlOf, '') })
}

const PAGE_ROWS = 500

async function* pages(sql: Sql, filter: AuditFilter): AsyncIterable<AuditEntry[]> {
  let after: AuditPlace | undefined
  for (let left = EXPORT_ROWS_MAX; left > 0; left -= PAGE_ROWS) {
    const found = await listAudit(sql, { filter, after, limit: PAGE_ROWS })
    yield await named(sql, found)
    const last = found.at(-1)
    if (last === undefined || found.length < PAGE_ROWS) return
    after = placeOf(last)
  }
}

async function* pieces(
  rows: AsyncIterable<AuditEntry[]>,
  lineOf: (entry: AuditEntry) => string,
  head: string,
): AsyncIterable<string> {
  if (head !== '') yield head
  for await (const page of rows) if (page.length > 0) yield page.map(lineOf).join('')
}

function day(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 10)
}
