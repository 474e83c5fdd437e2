// What a new token is called, what it may do and how long.
'use client'
import { useAct } from '#components/data/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { useForm } from '#components/ui/form.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Role } from '#lib/wire/role.ts'
import type { Scope } from '#lib/wire/scope.ts'
import { CreateToken } from '#lib/wire/token.ts'
import { LifetimeField, ScopeField } from './token-fields.tsx'
import { LIFETIME_DEFAULT_DAYS } from './token-life.ts'

type NewTokenFormProps = { role: Role; onMade: (text: string) => void }
type TokenValues = { name: string; scope: Scope; days: number }

const EMPTY: TokenValues = { name: '', scope: 'read', days: LIFETIME_DEFAULT_DAYS }

export function NewTokenForm({ role, onMade }: NewTokenFormProps) {
  const { act } = useAct(CreateToken)
  const form = useForm({
    schema: CreateToken.body,
    start: EMPTY,
    submit: values => act({ body: values }),
    done: made => onMade(made.text),
  })
  return (
    <form onSubmit={form.onSubmit} noValidate className="space-y-4">
      <div className="max-w-md">
        <TextField
          label="Name"
          hint="What will use it, so that you know which one to revoke"
          autoComplete="off"
          maxLength={60}
          {...form.field('name')}
        />
      </div>
      <ScopeField role={role} value={form.values.scope} onChange={scope => form.set('scope', scope)} />
      <LifetimeField days={form.values.days} onChange={days => form.set('days', days)} />
      <FormFault fault={form.fault} title="No token was made" />
      <Button type="submit" kind="primary" isBusy={form.isBusy}>
        Make the token
      </Button>
    </form>
  )
}
