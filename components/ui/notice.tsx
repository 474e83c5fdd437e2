// Something that must be read: what happened, whether anything is lost, what to do, and the number to quote.
import type { ReactNode } from 'react'
import { type Severity, SeverityShape } from './severity.tsx'

type NoticeProps = { severity: Severity; title: string; requestId?: string | null; children?: ReactNode }

export function Notice({ severity, title, requestId, children }: NoticeProps) {
  return (
    <div role="status" className="rise border-line-strong bg-raised flex gap-3 rounded-lg border px-4 py-3">
      <span className="mt-1">
        <SeverityShape severity={severity} size={12} />
      </span>
      <div className="min-w-0 text-[0.8125rem]">
        <p className="text-ink font-medium">{title}</p>
        {children !== undefined && <div className="text-soft mt-0.5">{children}</div>}
        {requestId && (
          <p
            className="text-faint mt-1 font-mono text-xs select-all"
            title="Quote this number with a question"
          >
            {requestId}
          </p>
        )}
      </div>
    </div>
  )
}
