// Says that a list could not be asked for anew, above what is known of it.
import type { AskFault } from '#components/data/ask.ts'
import { Failed } from '#components/ui/states.tsx'

type OldListProps = { list: { fault: AskFault | null; isAsking: boolean; refresh: () => Promise<void> } }

export function OldList({ list: { fault, isAsking, refresh } }: OldListProps) {
  if (fault === null) return null
  return (
    <div className="mb-4">
      <Failed title="This may be out of date" fault={fault} retry={() => void refresh()} isBusy={isAsking} />
    </div>
  )
}
