// What one can do about oneself from anywhere: the look of the desk, the keys, and leaving.
'use client'
import { Keyboard, LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { keysOf } from '#components/data/keys.ts'
import { useMe } from '#components/data/me.tsx'
import { Keys } from '#components/ui/keys.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { Theme } from '#lib/wire/preferences.ts'
import { PersonButton } from './person-button.tsx'
import { useQuickActs } from './quick-acts.ts'

const THEMES: readonly { theme: Theme; label: string; Icon: typeof Sun }[] = [
  { theme: 'system', label: 'Theme of the system', Icon: Monitor },
  { theme: 'dark', label: 'Dark', Icon: Moon },
  { theme: 'light', label: 'Light', Icon: Sun },
]

export function OpenPersonMenu({ onHelp }: { onHelp: () => void }) {
  const { name, role, preferences } = useMe()
  const router = useRouter()
  const { setLook, signOut } = useQuickActs()
  return (
    <Menu
      label="Account"
      isOpenAtFirst
      trigger={<PersonButton name={name} role={role} />}
      items={[
        ...THEMES.map(({ theme, label, Icon }) => ({
          label,
          icon: <Icon className="size-4" aria-hidden="true" />,
          isChecked: preferences.theme === theme,
          onSelect: () => setLook({ theme }),
        })),
        'line',
        {
          label: 'Settings',
          icon: <Settings className="size-4" aria-hidden="true" />,
          onSelect: () => router.push('/settings/profile'),
        },
        {
          label: 'Keys',
          icon: <Keyboard className="size-4" aria-hidden="true" />,
          hint: <Keys keys={keysOf(preferences).get('help') ?? ''} />,
          onSelect: onHelp,
        },
        'line',
        { label: 'Sign out', icon: <LogOut className="size-4" aria-hidden="true" />, onSelect: signOut },
      ]}
    />
  )
}
