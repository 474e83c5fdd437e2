// The authenticator app: another seed in place of the one that is there, proved by its first code.
'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useAct } from '#components/data/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { FormFault } from '#components/ui/form-fault.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { BeginTotp } from '#lib/wire/account.ts'
import type { Enrolment } from '#lib/wire/entry.ts'

const EnrolDialog = dynamic(() => import('./enrol-dialog.tsx').then(({ EnrolDialog: Shown }) => Shown))

export function AuthenticatorPanel() {
  const { act, isBusy, fault } = useAct(BeginTotp)
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const [isRenewed, setIsRenewed] = useState(false)
  const begin = async () => {
    setIsRenewed(false)
    const answer = await act()
    if (answer.ok) setEnrolment(answer.value)
  }
  return (
    <Panel title="Authenticator app" note="Six digits that change every 30 seconds">
      <div className="space-y-3">
        <p className="text-soft text-[0.8125rem]">
          For a new phone, or when somebody may have seen the QR code. The app that you have counts until the
          new one has shown its first code.
        </p>
        <FormFault fault={fault} title="The app that you have still counts" />
        {isRenewed && (
          <Notice severity="safe" title="The new app counts">
            What the old one shows is worthless now: delete it there.
          </Notice>
        )}
        <Button onClick={() => void begin()} isBusy={isBusy}>
          Set up another app
        </Button>
      </div>
      {enrolment !== null && (
        <EnrolDialog
          enrolment={enrolment}
          onClose={() => setEnrolment(null)}
          onDone={() => {
            setEnrolment(null)
            setIsRenewed(true)
          }}
        />
      )}
    </Panel>
  )
}
