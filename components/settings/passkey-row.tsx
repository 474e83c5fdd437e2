// One passkey: its name, how it was used, and its removal.
'use client'
import { KeyRound } from 'lucide-react'
import { useAct } from '#components/data/use-act.ts'
import { When } from '#components/data/when.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { classes } from '#components/ui/classes.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { type Passkey, RemovePasskey } from '#lib/wire/account.ts'
import { PressTwice } from './press-twice.tsx'

export function PasskeyRow({ passkey, refresh }: { passkey: Passkey; refresh: () => Promise<void> }) {
  const { act, isBusy, fault } = useAct(RemovePasskey)
  const remove = async () => {
    const answer = await act({ params: { id: passkey.id } })
    if (answer.ok || answer.error.code === 'NOT_FOUND') await refresh()
  }
  return (
    <li className={classes('py-2.5', isBusy && 'opacity-60')}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <KeyRound className="text-faint size-5 shrink-0" aria-hidden="true" />
        <div className="min-w-0 flex-1 basis-48">
          <p className="flex flex-wrap items-center gap-2 text-[0.8125rem]">
            <span className="text-ink min-w-0 font-medium wrap-anywhere">{passkey.name}</span>
            <Badge>{passkey.is_synced ? 'On several devices' : 'On one device'}</Badge>
          </p>
          <p className="text-faint mt-0.5 text-xs">
            Added <When at={passkey.created_at} /> · {passkey.used_at === null ? 'never used' : 'last used '}
            {passkey.used_at !== null && <When at={passkey.used_at} />}
          </p>
        </div>
        <PressTwice
          label="Remove"
          describedAs={`Remove the passkey ${passkey.name}`}
          consequence="Remove it now"
          onAct={() => void remove()}
          isBusy={isBusy}
        />
      </div>
      {fault !== null && (
        <div className="mt-2">
          <FormFault fault={fault} title="The passkey still counts" />
        </div>
      )}
    </li>
  )
}
