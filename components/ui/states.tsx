// What a panel shows when it has nothing to show: why, and the next step; or what failed, and the way to try again.
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

export function Empty({
  title,
  action,
  children,
}: {
  title: string
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="border-line-strong flex flex-col items-start gap-1 rounded-lg border border-dashed px-4 py-5">
      <p className="text-ink text-[0.8125rem] font-medium">{title}</p>
      <div className="text-soft max-w-[62ch] text-[0.8125rem]">{children}</div>
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  )
}

type FailedProps = {
  title?: string
  fault: { message: string; requestId: string | null }
  retry?: () => void
  isBusy?: boolean
}

export function Failed({ title = 'This could not be shown', fault, retry, isBusy = false }: FailedProps) {
  return (
    <Notice severity="high" title={title} requestId={fault.requestId}>
      <p>{fault.message}</p>
      {retry !== undefined && (
        <div className="mt-3">
          <Button size="small" onClick={retry} isBusy={isBusy}>
            Try again
          </Button>
        </div>
      )}
    </Notice>
  )
}
