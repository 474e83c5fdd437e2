// Passkeys: both factors in one, each with a name by which it is known again.
'use client'
import { Panel } from '#components/ui/panel.tsx'
import { Empty } from '#components/ui/states.tsx'
import { ListPasskeys } from '#lib/wire/account.ts'
import type { Reply } from '#lib/wire/contract.ts'
import { AddPasskeyForm } from './add-passkey-form.tsx'
import { OldList } from './old-list.tsx'
import { PasskeyRow } from './passkey-row.tsx'
import { useList } from './use-list.ts'

export function PasskeysPanel({ passkeys: first }: { passkeys: Reply<typeof ListPasskeys> }) {
  const list = useList(ListPasskeys, first)
  const { passkeys } = list.data
  return (
    <Panel
      title="Passkeys"
      note="Fingerprint, face or a security key: the safest way in, and nothing to type"
    >
      <OldList list={list} />
      <div className="space-y-4">
        {passkeys.length === 0 ? (
          <Empty title="No passkey yet">
            With one you sign in by a touch, and confirm what is dangerous by another. It belongs to this
            address alone, so no false page can get hold of it.
          </Empty>
        ) : (
          <ul className="divide-line border-line divide-y border-y">
            {passkeys.map(passkey => (
              <PasskeyRow key={passkey.id} passkey={passkey} refresh={list.refresh} />
            ))}
          </ul>
        )}
        <AddPasskeyForm refresh={list.refresh} />
      </div>
    </Panel>
  )
}
