// One session: on what, from where, since when, and its end.
'use client'
import { Monitor, Smartphone } from 'lucide-react'
import { useAct } from '#components/data/use-act.ts'
import { When } from '#components/data/when.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { classes } from '#components/ui/classes.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { deviceWords } from '#lib/format/device.ts'
import { RevokeSession, type SessionView } from '#lib/wire/account.ts'
import { PressTwice } from './press-twice.tsx'
import { SignOutHere } from './sign-out-here.tsx'

type SessionRowProps = { session: SessionView; refresh: () => Promise<void>; isEnding: boolean }

export function SessionRow({ session, refresh, isEnding }: SessionRowProps) {
  const { act, isBusy, fault } = useAct(RevokeSession)
  const { text, isHandheld } = deviceWords(session.user_agent)
  const Picture = isHandheld ? Smartphone : Monitor
  const end = async () => {
    await act({ params: { id: session.id } })
    await refresh()
  }
  const isPending = isBusy || isEnding
  return (
    <li data-session={session.id} className={classes('py-3', isPending && 'opacity-60')}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Picture className="text-faint size-5 shrink-0" aria-hidden="true" />
        <div className="min-w-0 flex-1 basis-52">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem]">
            <span className="text-ink font-medium" title={session.user_agent ?? undefined}>
              {text}
            </span>
            {session.is_this && <Badge tone="good">This browser</Badge>}
            {isPending && <Badge>Ending…</Badge>}
          </p>
          <p className="text-soft mt-0.5 font-mono text-xs break-all">
            {session.address || 'address unknown'}
          </p>
        </div>
        <dl className="text-soft grid grid-cols-[auto_1fr] gap-x-3 text-xs tabular-nums max-sm:flex-1 sm:w-40">
          <dt className="text-faint">Last seen</dt>
          <dd className="sm:text-right">
            <When at={session.seen_at} />
          </dd>
          <dt className="text-faint">Signed in</dt>
          <dd className="sm:text-right">
            <When at={session.created_at} />
          </dd>
        </dl>
        <div className="flex justify-end sm:w-24">
          {session.is_this ? (
            <SignOutHere />
          ) : (
            <PressTwice
              label="End"
              describedAs={`End the session of ${text}, ${session.address}`}
              consequence="End it now"
              onAct={() => void end()}
              isBusy={isPending}
            />
          )}
        </div>
      </div>
      {fault !== null && (
        <div className="mt-2">
          <FormFault fault={fault} title="The session was not ended" />
        </div>
      )}
    </li>
  )
}
