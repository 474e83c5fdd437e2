// Adds a passkey: a name for it, then the browser asks for the finger.
'use client'
import { useState } from 'react'
import * as z from 'zod/mini'
import { makePasskey } from '#components/data/passkey.ts'
import { useAct } from '#components/data/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { useForm } from '#components/ui/form.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { deviceWords } from '#lib/format/device.ts'
import { AddPasskey } from '#lib/wire/account.ts'

/** The rest of the body is the browser's to write. */
const Named = z.pick(AddPasskey.body, { name: true })

export function AddPasskeyForm({ refresh }: { refresh: () => Promise<void> }) {
  const [isOpen, setIsOpen] = useState(false)
  return isOpen ? (
    <OpenForm refresh={refresh} onClose={() => setIsOpen(false)} />
  ) : (
    <Button onClick={() => setIsOpen(true)}>Add a passkey</Button>
  )
}

function OpenForm({ refresh, onClose }: { refresh: () => Promise<void>; onClose: () => void }) {
  const { act } = useAct(AddPasskey)
  const form = useForm({
    schema: Named,
    start: { name: deviceWords(navigator.userAgent).text },
    submit: async ({ name }) => {
      const made = await makePasskey()
      return made.ok ? await act({ body: { ...made.value, name } }) : made
    },
    done: () => {
      void refresh()
      onClose()
    },
  })
  return (
    <form onSubmit={form.onSubmit} noValidate className="max-w-md space-y-3">
      <TextField
        label="Name of the passkey"
        hint="So that you know it again: the device or the key that holds it"
        maxLength={60}
        autoComplete="off"
        autoFocus
        {...form.field('name')}
      />
      <FormFault fault={form.fault} title="No passkey was added" />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" isBusy={form.isBusy}>
          Create it on this device
        </Button>
        <Button kind="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
