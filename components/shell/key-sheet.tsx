// All keys that are in force for this person, on one sheet.
'use client'
import Link from 'next/link'
import { KEY_ACTIONS, keysOf } from '#components/data/keys.ts'
import { useMe } from '#components/data/me.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Keys } from '#components/ui/keys.tsx'

export function KeySheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { preferences } = useMe()
  const map = keysOf(preferences)
  const groups = Map.groupBy(
    KEY_ACTIONS.filter(({ id }) => map.get(id) !== ''),
    ({ group }) => group,
  )
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Keys"
      lead={
        preferences.shortcuts
          ? 'They rest while you type. Esc closes what is open.'
          : 'Keys without Ctrl or ⌘ are switched off in the settings.'
      }
      size="wide"
    >
      <div className="grid gap-x-10 gap-y-5 md:grid-cols-2">
        {[...groups].map(([group, actions]) => (
          <section key={group} aria-label={group}>
            <h3 className="text-faint mb-1 text-xs font-medium">{group}</h3>
            <ul className="divide-line divide-y">
              {actions.map(({ id, label }) => (
                <li key={id} className="flex min-h-9 items-center justify-between gap-4 text-[0.8125rem]">
                  <span className="text-ink">{label}</span>
                  <Keys keys={map.get(id) ?? ''} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <p className="text-faint mt-5 text-xs">
        Other keys, or none:{' '}
        <Link
          href="/settings/keyboard"
          onClick={onClose}
          className="text-accent underline underline-offset-4"
        >
          Settings, Keyboard
        </Link>
      </p>
    </Dialog>
  )
}
