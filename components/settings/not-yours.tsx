// The role was lowered while the page was open: what it showed is not theirs to see any more.
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Empty } from '#components/ui/states.tsx'
import type { Role } from '#lib/wire/role.ts'
import { ROLE_WORDS } from './role-words.ts'

export function NotYours({ role }: { role: Role }) {
  return (
    <Empty
      title={`Your role is now: ${ROLE_WORDS[role].title}`}
      action={<ButtonLink href="/settings/profile">To your profile</ButtonLink>}
    >
      People are the owner's to see and to change. If that is a mistake, ask an owner of this desk.
    </Empty>
  )
}
