// Letting somebody in: a one-time link with a role, shown once, and the invitations that are still open.
'use client'
import { useState } from 'react'
import { Panel } from '#components/ui/panel.tsx'
import type { Reply } from '#lib/wire/contract.ts'
import type { Invite, InvitePerson } from '#lib/wire/person.ts'
import { InviteForm } from './invite-form.tsx'
import { InviteRow } from './invite-row.tsx'
import { NewInvite } from './new-invite.tsx'

type InvitePanelProps = { invites: readonly Invite[]; refresh: () => Promise<void> }

export function InvitePanel({ invites, refresh }: InvitePanelProps) {
  const [made, setMade] = useState<Reply<typeof InvitePerson> | null>(null)
  // Once it was used or revoked there is nothing left to hand on.
  const isOpen = invites.some(({ id }) => id === made?.invite.id)
  const show = async (invited: Reply<typeof InvitePerson>) => {
    await refresh()
    setMade(invited)
  }
  return (
    <Panel title="Invite somebody" note="A link that one person can use once, within three days">
      <div className="space-y-4">
        {made === null || !isOpen ? (
          <InviteForm onMade={show} />
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
