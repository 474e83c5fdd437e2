// The detail of a row in one line: what changed first, and what else there is as far as it fits.
'use client'
import { tell } from './detail-words.ts'
import { useSpelling } from './use-spelling.ts'

const FACTS_MAX = 3

export function DetailLine({ detail }: { detail: Readonly<Record<string, unknown>> }) {
  const { changes, facts } = tell(detail, useSpelling())
  if (changes.length + facts.length === 0) return <span className="text-faint max-md:hidden">—</span>
  return (
    <span className="text-soft block truncate max-md:text-xs">
      {changes.slice(0, FACTS_MAX).map(({ what, before, after }) => (
        <span key={what} className="mr-3">
          {what !== '' && <span className="text-faint">{what} </span>}
          <span>{before}</span>
          <span className="text-faint"> → </span>
          <span className="text-ink">{after}</span>
        </span>
      ))}
      {facts.slice(0, FACTS_MAX).map(({ what, value }) => (
        <span key={what} className="mr-3">
          <span className="text-faint">{what} </span>
          {value}
        </span>
      ))}
    </span>
  )
}
