// The rows of the log: a table on a desk, cards on a phone. A row opens in place.
'use client'
import type { AuditEntry } from '#lib/wire/audit.ts'
import { AuditRow, type RowActs } from './audit-row.tsx'

type AuditTableProps = RowActs & { entries: readonly AuditEntry[]; openKey: string | null }

const COLUMNS = [
  { title: 'Time', width: 'md:w-[10.75rem]' },
  { title: 'Who', width: 'md:w-[9.5rem]' },
  { title: 'What', width: 'md:w-[13rem]' },
  { title: 'To what', width: 'md:w-[8.5rem]' },
  { title: 'What changed', width: '' },
] as const

export function AuditTable({ entries, openKey, ...acts }: AuditTableProps) {
  return (
    <table className="w-full border-collapse text-left text-[0.8125rem] max-md:block md:table-fixed">
      <caption className="sr-only">The audit log, newest first</caption>
      <thead className="max-md:sr-only">
        <tr className="border-line border-b">
          {COLUMNS.map(({ title, width }) => (
            <th
              key={title}
              scope="col"
              className={`px-cell text-faint h-8 text-xs font-medium first:pl-0 last:pr-0 ${width}`}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {entries.map(entry => {
          const key = keyOf(entry)
          return <AuditRow key={key} rowKey={key} entry={entry} isOpen={key === openKey} {...acts} />
        })}
      </tbody>
    </table>
  )
}

function keyOf({ chain, sequence }: AuditEntry): string {
  return `${chain} ${sequence}`
}
