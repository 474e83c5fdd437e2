// Removing a person: exactly what ends by it, and what stays.
'use client'
import { useAct } from '#components/data/use-act.ts'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { type Person, RemovePerson } from '#lib/wire/person.ts'

type RemoveDialogProps = { person: Person; isMe: boolean; onClose: () => void; refresh: () => Promise<void> }

export function RemoveDialog({ person, isMe, onClose, refresh }: RemoveDialogProps) {
  const { act, isBusy, fault } = useAct(RemovePerson)
  const remove = async () => {
    const answer = await act({ params: { id: person.id } })
    if (!answer.ok) return
    onClose()
    await refresh()
  }
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={isMe ? 'Remove yourself?' : `Remove ${person.name}?`}
      act={isMe ? 'Remove myself' : `Remove ${person.name}`}
      onAct={() => void remove()}
      isBusy={isBusy}
      fault={fault}
    >
      <p className="text-ink font-medium">This ends at once:</p>
      <ul className="list-disc space-y-1 pl-5">
        <li>every session: open pages are signed out within two seconds</li>
        <li>every API token, and every invitation that {isMe ? 'you' : 'they'} made</li>
        <li>{passkeyWords(person.passkey_count)}password, authenticator and recovery codes</li>
      </ul>
      <p>
        What {isMe ? 'you' : 'they'} did stays in the audit log. The name is free again, and to come back
        takes a new invitation.
      </p>
    </ConfirmDialog>
  )
}

function passkeyWords(count: number): string {
  if (count === 0) return ''
  return count === 1 ? 'the passkey, ' : `all ${count} passkeys, `
}
