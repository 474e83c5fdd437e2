// Everybody who may enter: what they may do, when they were last here, and the way to change it.
'use client'
import { useMe } from '#components/data/me.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { Reply } from '#lib/wire/contract.ts'
import { ListPeople } from '#lib/wire/person.ts'
import { InvitePanel } from './invite-panel.tsx'
import { NotYours } from './not-yours.tsx'
import { OldList } from './old-list.tsx'
import { PeopleHead, PersonRow } from './person-row.tsx'
import { Section } from './section.tsx'
import { useList } from './use-list.ts'

export function PeopleView({ people: first }: { people: Reply<typeof ListPeople> }) {
  const { role } = useMe()
  return (
    <Section width="wide" lead="Who may enter this desk, and what each may do.">
      {role === 'owner' ? <Everybody first={first} /> : <NotYours role={role} />}
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
