// Letting somebody in: a one-time link with a role, shown once, and the invitations that are still open.
'use client'
import { useState } from 'react'
import { useAct } from '#components/data/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { Choice } from '#components/ui/choice.tsx'
import { FormFault } from '#components/ui/form-fault.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { Reply } from '#lib/wire/contract.ts'
import { type Invite, InvitePerson } from '#lib/wire/person.ts'
import { Role } from '#lib/wire/role.ts'
import { InviteRow } from './invite-row.tsx'
import { NewInvite } from './new-invite.tsx'
import { ROLE_WORDS } from './role-words.ts'

type InvitePanelProps = { invites: readonly Invite[]; refresh: () => Promise<void> }

const STANDARD: Role = 'viewer'
const OPTIONS = Role.options.map(role => ({
  value: role,
  label: ROLE_WORDS[role].title,
  hint: ROLE_WORDS[role].may,
}))

export function InvitePanel({ invites, refresh }: InvitePanelProps) {
  const { act, isBusy, fault } = useAct(InvitePerson)
  const [role, setRole] = useState<Role>(STANDARD)
  const [made, setMade] = useState<Reply<typeof InvitePerson> | null>(null)
  // Once it was used or revoked there is nothing left to hand on.
  const isOpen = invites.some(({ id }) => id === made?.invite.id)
  const invite = async () => {
    const answer = await act({ body: { role } })
    await refresh()
    if (answer.ok) setMade(answer.value)
  }
  return (
    <Panel title="Invite somebody" note="A link that one person can use once, within three days">
      <div className="space-y-4">
        {made === null || !isOpen ? (
          <>
            <Choice
              legend="What they may do"
              options={OPTIONS}
              value={role}
              onChange={setRole}
              hint={`Default: ${ROLE_WORDS[STANDARD].title}`}
            />
            <FormFault fault={fault} title="No invitation was made" />
            <Button kind="primary" onClick={() => void invite()} isBusy={isBusy}>
              Make an invitation
            </Button>
          </>
        ) : (
          <NewInvite made={made} onDone={() => setMade(null)} />
        )}
        {invites.length > 0 && (
          <section aria-label="Open invitations">
            <h3 className="text-ink text-[0.8125rem] font-medium">Open invitations</h3>
            <ul className="divide-line border-line mt-2 divide-y border-t">
              {invites.map(one => (
                <InviteRow key={one.id} invite={one} refresh={refresh} isNew={one.id === made?.invite.id} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Panel>
  )
}
