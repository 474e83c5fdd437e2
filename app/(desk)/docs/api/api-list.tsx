// The way to each operation: by subject, so that a line is short.
'use client'
import { anchorOf, subjectOf } from './anchor.ts'
import type { Operation } from './operations.ts'

export function ApiList({ operations }: { operations: readonly Operation[] }) {
  return [...Map.groupBy(operations, ({ path }) => subjectOf(path).subject)].map(([subject, ofSubject]) => (
    <li key={subject} className="mb-3 break-inside-avoid">
      <p className="text-ink mb-0.5 text-xs font-medium">{subject}</p>
      <ul>
        {ofSubject.map(({ id, method, path, summary }) => (
          <li key={id}>
            <a
              href={`#${anchorOf(id)}`}
              title={summary}
              className="text-soft hover:bg-raised hover:text-ink -mx-1.5 flex min-h-6 items-center gap-1.5 rounded px-1.5 text-xs"
            >
              <span className="text-faint w-11 shrink-0 font-mono text-[0.625rem]">{method}</span>
              <span className="min-w-0 break-words">{subjectOf(path).rest}</span>
            </a>
          </li>
        ))}
      </ul>
    </li>
  ))
}
