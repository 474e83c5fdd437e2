// A passkey for whoever wants one: the short way in from now on, and as good as password and code together.
'use client'
import { type FormEvent, useState } from 'react'
import { addPasskey, type EntryFault } from '#components/data/passkey.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { deviceWords } from '#lib/format/device.ts'
import { nameFault } from './chosen-words.ts'

export function PasskeyStep({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState(() => deviceWords(navigator.userAgent).text)
  const [own, setOwn] = useState<string>()
  const [fault, setFault] = useState<EntryFault | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const found = nameFault(name)
    setOwn(found)
    if (found !== undefined) return
    setIsBusy(true)
    setFault(null)
    const added = await addPasskey(name.trim())
    if (added.ok) return onDone() // busy until the page is gone
    setFault(added.error)
    setIsBusy(false)
  }
  return (
    <form noValidate onSubmit={event => void submit(event)} className="space-y-5">
      <p className="text-soft text-[0.8125rem]">
        You are in. A passkey lets this device sign you in by a finger, a face or its PIN, and it cannot be
        typed into a false page. You can add one at any time under Settings, Security.
      </p>
      <TextField
        label="What to call it"
        value={name}
        onChange={value => {
          setName(value)
          setOwn(undefined)
        }}
        error={own}
        autoComplete="off"
      />
      <div role="alert" className="empty:hidden">
        {fault !== null && (
          <Notice severity="medium" title="No passkey was added" requestId={fault.requestId}>
            {fault.code === 'STEP_UP_NEEDED' ? TOO_LATE : fault.message}
          </Notice>
        )}
      </div>
      <div className="grid grid-cols-[auto_1fr] gap-2.5">
        <Button onClick={onDone} disabled={isBusy}>
          Not now
        </Button>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          Add a passkey
        </Button>
      </div>
    </form>
  )
}

const TOO_LATE = 'More than five minutes have gone by since your code. Add it under Settings, Security.'
