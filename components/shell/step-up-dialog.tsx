// Danger asks who you are once more: a code or a passkey, good for five minutes.
'use client'
import { useMeChange } from '#components/data/me.tsx'
import { useGates } from '#components/data/session.tsx'
import { useAct } from '#components/data/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useForm } from '#components/ui/form.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { StepUp } from '#lib/wire/account.ts'
import { usePasskeyStepUp } from './passkey-step-up.ts'

const FORM = 'step-up'

export function StepUpDialog() {
  const gates = useGates()
  const changeMe = useMeChange()
  const { act } = useAct(StepUp)
  const passed = (reply: { stepped_up_until: number }) => {
    changeMe(reply)
    gates?.settle('step-up', true)
  }
  const form = useForm({
    schema: StepUp.body,
    start: { code: '' },
    submit: body => act({ body }),
    done: passed,
  })
  const passkey = usePasskeyStepUp(passed)
  return (
    <Dialog
      isOpen
      onClose={() => gates?.settle('step-up', false)}
      title="Confirm that it is you"
      lead="This needs a fresh second factor. It counts for five minutes."
      actions={
        <>
          {passkey.isPossible && (
            <Button onClick={() => void passkey.show()} isBusy={passkey.isBusy}>
              Use a passkey
            </Button>
          )}
          <Button kind="primary" type="submit" form={FORM} isBusy={form.isBusy}>
            Confirm
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate className="space-y-3">
        <TextField
          label="Code"
          hint="Six digits of your authenticator app, or a recovery code"
          {...form.field('code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          isMono
        />
        <FormFault fault={form.fault} title="Not confirmed" />
        <FormFault fault={passkey.fault} title="Not confirmed" />
      </form>
    </Dialog>
  )
}
