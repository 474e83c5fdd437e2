// The detail of a row in one line: what changed first, and what else there is as far as it fits.
'use client'
import type { AuditEntry } from '#lib/wire/audit.ts'
import { tell } from './detail-words.ts'
import { objectWords, shortId } from './entry-words.ts'
import { useSpelling } from './use-spelling.ts'

const FACTS_MAX = 3

export function DetailLine({ entry }: { entry: AuditEntry }) {
  const { changes, facts: all } = tell(entry.detail, useSpelling())
  const object = objectWords(entry)
  const facts = all.filter(({ value }) => value !== object) // which stands beside it already
  if (changes.length + facts.length === 0) return <span className="text-faint max-md:hidden">—</span>
  return (
    <span className="text-soft block truncate max-md:text-xs">
      {changes.slice(0, FACTS_MAX).map(({ what, before, after }) => (
        <span key={what} className="mr-3">
          {what !== '' && <span className="text-faint">{what} </span>}
          <span>{shortId(before)}</span>
          <span className="text-faint"> → </span>
          <span className="text-ink">{shortId(after)}</span>
        </span>
      ))}
      {facts.slice(0, FACTS_MAX).map(({ what, value }) => (
        <span key={what} className="mr-3">
          <span className="text-faint">{what} </span>
          {shortId(value)}
        </span>
      ))}
    </span>
  )
}
