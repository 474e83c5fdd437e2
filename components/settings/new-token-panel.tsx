// A new token: its name, what it may do, how long; and then its text, shown once.
'use client'
import { useState } from 'react'
import { useAct } from '#components/data/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { useForm } from '#components/ui/form.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Role } from '#lib/wire/role.ts'
import type { Scope } from '#lib/wire/scope.ts'
import { CreateToken } from '#lib/wire/token.ts'
import { NewToken } from './new-token.tsx'
import { LifetimeField, ScopeField } from './token-fields.tsx'
import { LIFETIME_DEFAULT_DAYS } from './token-life.ts'

type NewTokenPanelProps = { role: Role; refresh: () => Promise<void> }
type TokenValues = { name: string; scope: Scope; days: number }

const EMPTY: TokenValues = { name: '', scope: 'read', days: LIFETIME_DEFAULT_DAYS }

export function NewTokenPanel({ role, refresh }: NewTokenPanelProps) {
  const { act } = useAct(CreateToken)
  const [text, setText] = useState<string | null>(null)
  const form = useForm({
    schema: CreateToken.body,
    start: EMPTY,
    submit: values => act({ body: values }),
    done: made => {
      setText(made.text)
      form.reset(EMPTY)
      void refresh()
    },
  })
  return (
    <Panel title="New token">
      {text === null ? (
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
      ) : (
        <NewToken text={text} onDone={() => setText(null)} />
      )}
    </Panel>
  )
}
