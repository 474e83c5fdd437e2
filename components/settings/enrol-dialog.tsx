// A new seed to be scanned, and the first code of it.
'use client'
import { useAct } from '#components/data/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useForm } from '#components/ui/form.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { QrCode } from '#components/ui/qr-code.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { SetTotp } from '#lib/wire/account.ts'
import type { Enrolment } from '#lib/wire/entry.ts'

type EnrolDialogProps = { enrolment: Enrolment; onClose: () => void; onDone: () => void }

const FORM = 'enrol-authenticator'

export function EnrolDialog({ enrolment, onClose, onDone }: EnrolDialogProps) {
  const { act } = useAct(SetTotp)
  const form = useForm({
    schema: SetTotp.body,
    start: { seal: enrolment.seal, code: '' },
    submit: values => act({ body: values }),
    done: onDone,
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Set up another app"
      lead="Scan this with the app, then type the six digits that it shows."
      actions={
        <>
          <Button onClick={onClose}>Keep the old app</Button>
          <Button type="submit" form={FORM} kind="primary" isBusy={form.isBusy}>
            Use the new app
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate className="space-y-4">
        <div className="flex justify-center">
          <QrCode rows={enrolment.qr} label="QR code for the authenticator app" />
        </div>
        <CopyField label="Or type this key into the app" value={enrolment.secret} />
        <TextField
          label="Code of the new app"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          isMono
          {...form.field('code')}
        />
        <FormFault fault={form.fault} title="The app that you have still counts" />
      </form>
    </Dialog>
  )
}
