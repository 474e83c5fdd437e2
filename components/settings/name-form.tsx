// One's own name, saved where it is typed.
'use client'
import { useState } from 'react'
import { useMe, useMeChange } from '#components/data/me.tsx'
import { useAct } from '#components/data/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { useForm } from '#components/ui/form.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { RenameMe } from '#lib/wire/account.ts'
import { SaveMark } from './save-mark.tsx'

export function NameForm() {
  const { name } = useMe()
  const changeMe = useMeChange()
  const { act } = useAct(RenameMe)
  const [isSaved, setIsSaved] = useState(false)
  const form = useForm({
    schema: RenameMe.body,
    start: { name },
    submit: values => act({ body: values }),
    done: renamed => {
      changeMe(renamed)
      setIsSaved(true)
    },
  })
  const state = form.isBusy ? 'saving' : isSaved && !form.isDirty ? 'saved' : 'idle'
  return (
    <form onSubmit={form.onSubmit} noValidate className="space-y-3">
      <div className="max-w-md">
        <TextField label="Your name" autoComplete="username" maxLength={60} {...form.field('name')} />
      </div>
      <FormFault fault={form.fault} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" kind="primary" isBusy={form.isBusy} disabled={!form.isDirty}>
          Save name
        </Button>
        {form.isDirty && !form.isBusy && (
          <Button kind="quiet" onClick={() => form.reset()}>
            Keep {name}
          </Button>
        )}
        <SaveMark saving={{ state }} standard="No two people here have the same name" />
      </div>
    </form>
  )
}
