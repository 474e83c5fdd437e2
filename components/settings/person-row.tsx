// One person: a line of the table on a desk screen, a card on a phone.
'use client'
import type { ReactNode } from 'react'
import { useMe } from '#components/data/me.tsx'
import { When } from '#components/data/when.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { classes } from '#components/ui/classes.ts'
import type { Person } from '#lib/wire/person.ts'
import { isLastOwner, LAST_OWNER } from './last-owner.ts'
import { PersonActions } from './person-actions.tsx'
import { RoleSelect } from './role-select.tsx'

const COLUMNS = 'xl:grid xl:grid-cols-[minmax(0,1.6fr)_10rem_8rem_8rem_auto] xl:items-center xl:gap-x-4'

export function PeopleHead() {
  return (
    <div
      aria-hidden="true"
      className={classes('border-line text-faint hidden border-b pb-1.5 text-xs font-medium', COLUMNS)}
    >
      <span>Name</span>
      <span>Role</span>
      <span>Last seen</span>
      <span>Joined</span>
      <span className="w-68" />
    </div>
  )
}

type PersonRowProps = { person: Person; people: readonly Person[]; refresh: () => Promise<void> }

export function PersonRow({ person, people, refresh }: PersonRowProps) {
  const me = useMe()
  const isMe = person.id === me.id
  const isLast = isLastOwner(person, people)
  return (
    <li data-person={person.name} data-row tabIndex={-1} className={classes('py-3 xl:py-2', COLUMNS)}>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <span className="text-ink min-w-0 text-[0.8125rem] font-medium wrap-anywhere">{person.name}</span>
        {isMe && <Badge tone="good">You</Badge>}
        {person.passkey_count > 0 && (
          <Badge>{person.passkey_count === 1 ? '1 passkey' : `${person.passkey_count} passkeys`}</Badge>
        )}
      </div>
      <RoleSelect person={person} isMe={isMe} whyNot={isLast ? LAST_OWNER : undefined} refresh={refresh} />
      <Told label="Last seen">
        <When at={person.seen_at} never="never yet" />
      </Told>
      <Told label="Joined">
        <When at={person.created_at} />
      </Told>
      <PersonActions person={person} isMe={isMe} isLast={isLast} refresh={refresh} />
      {isLast && <p className="text-faint mt-1 text-xs xl:col-span-5">{LAST_OWNER}</p>}
    </li>
  )
}

function Told({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className="text-soft mt-1 flex justify-between gap-4 text-xs tabular-nums xl:mt-0 xl:block">
      <span className="text-faint xl:sr-only">{label}</span>
      {children}
    </p>
  )
}
