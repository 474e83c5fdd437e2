// The authenticator app takes the seed, and shows by its first code that it has it.
'use client'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Enrolment } from '#lib/wire/entry.ts'
import { isStaleSeal } from './link-spend.ts'
import { codeFault } from './proof-faults.ts'
import { SeedView } from './seed-view.tsx'
import { SpendFaultNotice } from './spend-fault-notice.tsx'
import type { LinkWizard } from './use-link-wizard.ts'

export function AppStep({ enrolment, wizard }: { enrolment: Enrolment; wizard: LinkWizard }) {
  const { fault, forgive, go, isBusy, renew, spend } = wizard
  const [code, setCode] = useState('')
  const [own, setOwn] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = codeFault(code)
    setOwn(found)
    if (found === undefined) void spend(code)
  }
  return (
    <form method="post" noValidate onSubmit={submit} className="space-y-5">
      <SeedView enrolment={enrolment} />
      <TextField
        label="First code"
        name="code"
        value={code}
        onChange={value => {
          setCode(value)
          setOwn(undefined)
          forgive('code')
        }}
        error={own ?? fault.code}
        hint="Six digits; a new one every 30 seconds."
        isMono
        inputMode="numeric"
        autoComplete="one-time-code"
        placeholder="000 000"
      />
      {isStaleSeal(fault) ? (
        <Notice severity="medium" title="This QR code was shown for too long">
          <p className="mb-3">Take a new one, and remove the old entry from your app.</p>
          <Button size="small" onClick={() => void renew()} isBusy={isBusy}>
            Show a new QR code
          </Button>
        </Notice>
      ) : (
        <SpendFaultNotice fault={fault.rest} />
      )}
      <div className="grid grid-cols-[auto_1fr] gap-2.5">
        <Button onClick={() => go('who')} disabled={isBusy}>
          Back
        </Button>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          Check the code
        </Button>
      </div>
    </form>
  )
}
