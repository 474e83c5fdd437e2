// The password now and the new one; every session ends by it, and this browser is signed in anew at once.
'use client'
import { useMe } from '#components/data/me.tsx'
import { useRenewal } from '#components/data/resume.ts'
import { useAct } from '#components/data/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { useForm } from '#components/ui/form.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { ChangePassword } from '#lib/wire/account.ts'

const EMPTY = { password: '', new_password: '' }

type PasswordFormProps = { onBegin: () => void; onChanged: () => void }

export function PasswordForm({ onBegin, onChanged }: PasswordFormProps) {
  const { name } = useMe()
  const renew = useRenewal()
  const { act } = useAct(ChangePassword)
  const form = useForm({
    schema: ChangePassword.body,
    start: EMPTY,
    submit: values => {
      onBegin()
      return renew(() => act({ body: values }))
    },
    done: () => {
      form.reset(EMPTY)
      onChanged()
    },
  })
  return (
    <form onSubmit={form.onSubmit} noValidate className="max-w-md space-y-3">
      {/* So that a password manager knows whose password it keeps. */}
      <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />
      <PasswordField label="Password now" {...form.field('password')} />
      <PasswordField
        label="New password"
        isNew
        hint="From 12 characters on. A few unrelated words are easy to keep and hard to guess."
        {...form.field('new_password')}
      />
      <FormFault fault={form.fault} title="The password was not changed" />
      <Button type="submit" kind="primary" isBusy={form.isBusy} disabled={!form.isDirty}>
        Change password
      </Button>
    </form>
  )
}
