// What the owner can do about a person: sign them out everywhere, or remove them.
'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Person } from '#lib/wire/person.ts'
import { SignOutButton } from './sign-out-button.tsx'

const RemoveDialog = dynamic(() => import('./remove-dialog.tsx').then(({ RemoveDialog: Shown }) => Shown))

type PersonActionsProps = { person: Person; isMe: boolean; isLast: boolean; refresh: () => Promise<void> }

export function PersonActions({ person, isMe, isLast, refresh }: PersonActionsProps) {
  const [isRemoving, setIsRemoving] = useState(false)
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 xl:mt-0 xl:w-68 xl:justify-end">
      {!isMe && <SignOutButton person={person} refresh={refresh} />}
      <Button
        size="small"
        kind="quiet"
        onClick={() => setIsRemoving(true)}
        disabled={isLast}
        aria-label={`Remove ${person.name}`}
      >
        Remove…
      </Button>
      {isRemoving && (
        <RemoveDialog person={person} isMe={isMe} onClose={() => setIsRemoving(false)} refresh={refresh} />
      )}
    </div>
  )
}
