// Ten new recovery codes, shown this once.
'use client'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { RecoveryCodes } from '#components/ui/recovery-codes.tsx'
import { ShownOnce } from './shown-once.tsx'

export function NewCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <ShownOnce label="New recovery codes">
      <Notice severity="safe" title="Ten new codes, shown this once">
        The old ones are worthless from now on. Keep these where your phone is not.
      </Notice>
      <RecoveryCodes codes={codes}>
        <Button size="small" kind="primary" onClick={onKept}>
          I have kept them
        </Button>
      </RecoveryCodes>
    </ShownOnce>
  )
}
