// What the desk said to a link that was to be spent, where no field is to blame.
'use client'
import type { AskFault } from '#components/data/ask.ts'
import { Notice } from '#components/ui/notice.tsx'
import { MINUTE_MS } from '#lib/base/time.ts'
import { duration } from '#lib/format/age.ts'

export function SpendFaultNotice({ fault }: { fault: AskFault | undefined }) {
  return (
    <div role="alert" className="empty:hidden">
      {fault !== undefined && (
        <Notice severity="high" title={titleOf(fault)} requestId={fault.requestId}>
          {textOf(fault)}
        </Notice>
      )}
    </div>
  )
}

function titleOf({ code, retryAfterMs }: AskFault): string {
  if (code === 'RATE_LIMITED') return `Too many tries: wait ${duration(retryAfterMs ?? MINUTE_MS)}`
  return code === 'UNREACHABLE' ? 'The desk did not answer' : 'That did not work'
}

function textOf({ code, message }: AskFault): string {
  if (code === 'RATE_LIMITED')
    return 'What you typed stays here. Until then every try is refused, a right one too.'
  if (code === 'UNREACHABLE')
    return 'What you typed stays here. Try again in a moment, with the code that your app shows then.'
  return message
}
