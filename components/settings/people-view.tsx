// Everybody who may enter: what they may do, when they were last here, and the way to change it.
'use client'
import { useMe } from '#components/data/me.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Empty } from '#components/ui/states.tsx'
import type { Reply } from '#lib/wire/contract.ts'
import { ListPeople } from '#lib/wire/person.ts'
import { InvitePanel } from './invite-panel.tsx'
import { OldList } from './old-list.tsx'
import { PeopleHead, PersonRow } from './person-row.tsx'
import { ROLE_WORDS } from './role-words.ts'
import { Section } from './section.tsx'
import { useList } from './use-list.ts'

export function PeopleView({ people: first }: { people: Reply<typeof ListPeople> }) {
  const { role } = useMe()
  return (
    <Section width="wide" lead="Who may enter this desk, and what each may do.">
      {role === 'owner' ? <Everybody first={first} /> : <NotYours role={ROLE_WORDS[role].title} />}
    </Section>
  )
}

function Everybody({ first }: { first: Reply<typeof ListPeople> }) {
  const list = useList(ListPeople, first)
  const { people, invites } = list.data
  return (
    <>
      <OldList list={list} />
      <Panel title={people.length === 1 ? 'Only you' : `${people.length} people`}>
        <PeopleHead />
        <ul className="divide-line divide-y">
          {people.map(person => (
            <PersonRow key={person.id} person={person} people={people} refresh={list.refresh} />
          ))}
        </ul>
      </Panel>
      <InvitePanel invites={invites} refresh={list.refresh} />
    </>
  )
}

/** The role was lowered while the page was open: what it showed is not theirs to see any more. */
function NotYours({ role }: { role: string }) {
  return (
    <Empty
      title={`Your role is now: ${role}`}
      action={<ButtonLink href="/settings/profile">To your profile</ButtonLink>}
    >
      People are the owner's to see and to change. If that is a mistake, ask an owner of this desk.
    </Empty>
  )
}
