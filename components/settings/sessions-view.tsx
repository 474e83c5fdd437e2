// Where one is signed in, and the way to end what one does not know.
'use client'
import { useAct } from '#components/data/use-act.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { ListSessions, RevokeOtherSessions } from '#lib/wire/account.ts'
import type { Reply } from '#lib/wire/contract.ts'
import { OldList } from './old-list.tsx'
import { PressTwice } from './press-twice.tsx'
import { Section } from './section.tsx'
import { SessionRow } from './session-row.tsx'
import { useList } from './use-list.ts'

export function SessionsView({ sessions: first }: { sessions: Reply<typeof ListSessions> }) {
  const list = useList(ListSessions, first)
  const { act, isBusy, fault } = useAct(RevokeOtherSessions)
  const { sessions } = list.data
  const others = sessions.filter(session => !session.is_this).length
  const endOthers = async () => {
    await act()
    await list.refresh()
  }
  return (
    <Section
      width="wide"
      lead="Where you are signed in. A session that you end loses its open pages within two seconds. Unused for 12 hours, or after 7 days, one ends by itself."
    >
      <OldList list={list} />
      <Panel
        title={sessions.length === 1 ? 'Only here' : `${sessions.length} sessions`}
        note="What a browser calls itself is its own word: the address tells more"
        aside={
          others > 0 && (
            <PressTwice
              label="End all others"
              consequence={others === 1 ? 'End the other one now' : `End the ${others} others now`}
              onAct={() => void endOthers()}
              isBusy={isBusy}
            />
          )
        }
      >
        {fault !== null && (
          <div className="mb-4">
            <FormFault fault={fault} title="No session was ended" />
          </div>
        )}
        <ul className="divide-line border-line divide-y border-t">
          {sessions.map(session => (
            <SessionRow
              key={session.id}
              session={session}
              refresh={list.refresh}
              isEnding={isBusy && !session.is_this}
            />
          ))}
        </ul>
      </Panel>
    </Section>
  )
}
