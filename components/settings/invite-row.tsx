// An invitation that nobody has used yet, and its end.
'use client'
import { useAct } from '#components/data/use-act.ts'
import { useNow } from '#components/data/use-live.ts'
import { When } from '#components/data/when.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { classes } from '#components/ui/classes.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { type Invite, RevokeInvite } from '#lib/wire/person.ts'
import { PressTwice } from './press-twice.tsx'
import { ROLE_WORDS } from './role-words.ts'
import { endsWords } from './token-life.ts'

type InviteRowProps = { invite: Invite; isNew: boolean; refresh: () => Promise<void> }

export function InviteRow({ invite, isNew, refresh }: InviteRowProps) {
  const { act, isBusy, fault } = useAct(RevokeInvite)
  const now = useNow()
  const revoke = async () => {
    const answer = await act({ params: { id: invite.id } })
    if (answer.ok || answer.error.code === 'NOT_FOUND') await refresh()
  }
  return (
    <li className={classes('py-2', isBusy && 'opacity-60')}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="text-soft flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem]">
          <span className="text-ink font-medium">{ROLE_WORDS[invite.role].title}</span>
          {isNew && <Badge tone="good">The link above</Badge>}
          <span>
            made <When at={invite.made_at} />
          </span>
          {now > 0 && <span className="text-faint">ends {endsWords(invite, now)}</span>}
        </p>
        <PressTwice
          label="Revoke"
          describedAs={`Revoke the invitation for a ${invite.role}`}
          consequence="Revoke it now"
          onAct={() => void revoke()}
          isBusy={isBusy}
        />
      </div>
      {fault !== null && (
        <div className="mt-2">
          <FormFault fault={fault} title="The invitation is still good" />
        </div>
      )}
    </li>
  )
}
