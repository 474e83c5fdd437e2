// The role of a person: chosen here, told what it means, and given by a second press.
'use client'
import { useId, useState } from 'react'
import { useAct } from '#components/data/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { CONTROL } from '#components/ui/field.tsx'
import { FormFault } from '#components/ui/form-fault.tsx'
import { ChangeRole, type Person } from '#lib/wire/person.ts'
import { Role } from '#lib/wire/role.ts'
import { ROLE_WORDS, roleChangeWords } from './role-words.ts'

type RoleSelectProps = {
  person: Person
  isMe: boolean
  /** Why the role stays as it is. */
  whyNot: string | undefined
  refresh: () => Promise<void>
}

export function RoleSelect({ person, isMe, whyNot, refresh }: RoleSelectProps) {
  const { act, isBusy, fault, clear } = useAct(ChangeRole)
  const [wanted, setWanted] = useState<Role | null>(null)
  const chosen = wanted ?? person.role
  const id = useId()
  const consequence = roleChangeWords(person.role, chosen)
  const keep = () => {
    setWanted(null)
    clear()
  }
  const give = async () => {
    await act({ params: { id: person.id }, body: { role: chosen } })
    await refresh()
    setWanted(null)
  }
  return (
    <>
      <select
        aria-label={`Role of ${person.name}`}
        aria-describedby={consequence === undefined ? undefined : id}
        title={whyNot}
        disabled={whyNot !== undefined || isBusy}
        value={chosen}
        onChange={event => setWanted(Role.parse(event.currentTarget.value))}
        className={classes(CONTROL, 'mt-2 xl:mt-0')}
      >
        {Role.options.map(role => (
          <option key={role} value={role}>
            {ROLE_WORDS[role].title}
          </option>
        ))}
      </select>
      {(consequence !== undefined || fault !== null) && (
        <div className="border-line-strong bg-raised order-last mt-2 space-y-2 rounded-md border px-3 py-2.5 xl:col-span-5">
          {consequence !== undefined && (
            <p id={id} className="text-soft text-[0.8125rem]">
              {isMe && chosen !== 'owner' ? `${YOURSELF} ` : ''}
              {consequence}
            </p>
          )}
          <FormFault fault={fault} title="The role is as it was" />
          <div className="flex flex-wrap gap-2">
            {consequence !== undefined && (
              <Button size="small" kind="primary" onClick={() => void give()} isBusy={isBusy}>
                {isBusy ? 'Making' : 'Make'} {person.name} {ARTICLES[chosen]} {chosen}
              </Button>
            )}
            <Button size="small" onClick={keep} disabled={isBusy}>
              {consequence === undefined ? 'Close' : `Keep ${person.role}`}
            </Button>
          </div>
        </div>
      )}
    </>
  )
}

const ARTICLES: Record<Role, string> = { viewer: 'a', trader: 'a', owner: 'an' }
const YOURSELF = 'This is you: this page closes to you.'
