// What went wrong with a whole form, above its buttons.
import { Notice } from './notice.tsx'

type FormFaultProps = { fault: { message: string; requestId: string | null } | null; title?: string }

export function FormFault({ fault, title = 'Nothing was changed' }: FormFaultProps) {
  if (fault === null) return null
  return (
    <Notice severity="high" title={title} requestId={fault.requestId}>
      {fault.message}
    </Notice>
  )
}
