// On a phone: the pages that the bar has no room for, and what one can do about oneself.
'use client'
import { LogOut } from 'lucide-react'
import Link from 'next/link'
import { useMe } from '#components/data/me.tsx'
import { isFor, PLACES } from '#components/data/places.ts'
import { Button } from '#components/ui/button.tsx'
import { Choice } from '#components/ui/choice.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Theme } from '#lib/wire/preferences.ts'
import { PlaceIcon } from './place-icon.tsx'
import { useQuickActs } from './quick-acts.ts'

const THEMES: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
]

export function MoreSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { name, role, preferences } = useMe()
  const { setLook, signOut } = useQuickActs()
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={name} lead={`Signed in as ${role}`}>
      <nav aria-label="All pages">
        <ul className="divide-line -mx-1 mb-5 divide-y">
          {PLACES.filter(isFor(role)).map(({ name: place, title, href }, rank) => (
            <li key={place}>
              <Link
                href={href}
                onClick={onClose}
                data-first={rank === 0 || undefined}
                className="text-ink hover:bg-raised flex min-h-12 items-center gap-3 rounded-md px-1 text-sm"
              >
                <PlaceIcon name={place} />
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Choice
        legend="Theme"
        options={THEMES}
        value={preferences.theme}
        onChange={theme => setLook({ theme })}
      />
      <div className="mt-5 grid">
        <Button onClick={signOut}>
          <LogOut className="size-4" aria-hidden="true" />
          Sign out
        </Button>
      </div>
    </Dialog>
  )
}
