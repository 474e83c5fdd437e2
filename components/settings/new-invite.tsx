// The link of an invitation just made: shown this once, to be handed on.
'use client'
import { useMe } from '#components/data/me.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { momentIn } from '#lib/format/moment-in.ts'
import type { Reply } from '#lib/wire/contract.ts'
import type { InvitePerson } from '#lib/wire/person.ts'
import { ROLE_WORDS } from './role-words.ts'
import { ShownOnce } from './shown-once.tsx'

type NewInviteProps = { made: Reply<typeof InvitePerson>; onDone: () => void }

export function NewInvite({ made: { invite, token }, onDone }: NewInviteProps) {
  const { preferences } = useMe()
  // Behind the # it is sent to no server on the way, and stands in no log.
  const link = `${location.origin}/invite#${token}`
  return (
    <ShownOnce label="New invitation">
      <Notice severity="safe" title="The link is shown this once">
        Whoever opens it first joins as a {ROLE_WORDS[invite.role].title.toLowerCase()}: hand it to that
        person alone. It is good until {momentIn(invite.expires_at, preferences.time_zone)}.
      </Notice>
      <CopyField label="Invitation link" value={link} />
      <Button onClick={onDone}>I have copied it</Button>
    </ShownOnce>
  )
}
