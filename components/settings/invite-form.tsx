// Which role an invitation gives, and the making of it.
'use client'
import { useState } from 'react'
import { useAct } from '#components/data/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { Choice } from '#components/ui/choice.tsx'
import { FormFault } from '#components/ui/form-fault.tsx'
import type { Reply } from '#lib/wire/contract.ts'
import { InvitePerson } from '#lib/wire/person.ts'
import { Role } from '#lib/wire/role.ts'
import { ROLE_WORDS } from './role-words.ts'

const STANDARD: Role = 'viewer'
const OPTIONS = Role.options.map(role => ({
  value: role,
  label: ROLE_WORDS[role].title,
  hint: ROLE_WORDS[role].may,
}))

export function InviteForm({ onMade }: { onMade: (made: Reply<typeof InvitePerson>) => Promise<void> }) {
  const { act, isBusy, fault } = useAct(InvitePerson)
  const [role, setRole] = useState<Role>(STANDARD)
  const invite = async () => {
    const answer = await act({ body: { role } })
    if (answer.ok) await onMade(answer.value)
  }
  return (
    <div className="space-y-4">
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
    </div>
  )
}
