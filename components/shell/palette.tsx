// Everything by name: pages, sections, the look of the desk, and the small acts that have no page.
'use client'
import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { type KeyActionId, keysOf } from '#components/data/keys.ts'
import { useMe } from '#components/data/me.tsx'
import { isFor, PLACES, SECTIONS } from '#components/data/places.ts'
import { useLastRequestId } from '#components/data/session.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Keys } from '#components/ui/keys.tsx'
import { toast } from '#components/ui/toast.ts'
import { useQuickActs } from './quick-acts.ts'

type PaletteProps = { isOpen: boolean; onClose: () => void; onHelp: () => void }
type Entry = { label: string; words?: string; action?: KeyActionId; act: () => void }

export function Palette({ isOpen, onClose, onHelp }: PaletteProps) {
  const groups = useEntries(onHelp)
  const { preferences } = useMe()
  const keys = keysOf(preferences)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Find anything" look="bare" size="wide">
      <Command label="Find anything" loop className="flex min-h-0 flex-1 flex-col">
        <Command.Input
          placeholder="A page, a setting, an act"
          className="border-line text-ink placeholder:text-faint h-12 w-full shrink-0 border-b bg-transparent px-4 text-[0.9375rem] outline-none max-md:text-base"
        />
        <Command.List className="min-h-0 flex-1 overflow-y-auto p-1.5 md:max-h-80">
          <Command.Empty className="text-soft px-3 py-6 text-center text-[0.8125rem]">
            Nothing bears that name. Try a page, or “theme”.
          </Command.Empty>
          {groups.map(({ heading, entries }) => (
            <Group key={heading} heading={heading}>
              {entries.map(({ label, words, action, act }) => (
                <Command.Item
                  key={label}
                  value={label}
                  keywords={words === undefined ? [] : words.split(' ')}
                  onSelect={() => {
                    onClose()
                    act()
                  }}
                  className="text-ink data-[selected=true]:bg-raised min-h-control flex cursor-pointer items-center justify-between gap-4 rounded-md px-2.5 text-[0.8125rem]"
                >
                  {label}
                  {action !== undefined && (
                    <span className="max-md:hidden">
                      <Keys keys={keys.get(action) ?? ''} />
                    </span>
                  )}
                </Command.Item>
              ))}
            </Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:text-faint mb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-[0.6875rem] [&_[cmdk-group-heading]]:font-medium"
    >
      {children}
    </Command.Group>
  )
}

const GO: Partial<Record<string, KeyActionId>> = {
  health: 'go-health',
  audit: 'go-audit',
  settings: 'go-settings',
}

function useEntries(onHelp: () => void): readonly { heading: string; entries: readonly Entry[] }[] {
  const { role } = useMe()
  const router = useRouter()
  const { setLook, signOut } = useQuickActs()
  const requestId = useLastRequestId()
  const pages = PLACES.filter(isFor(role)).map(({ name, title, href }): Entry => {
    const action = GO[name]
    return { label: title, act: () => router.push(href), ...(action === undefined ? {} : { action }) }
  })
  const sections = SECTIONS.filter(isFor(role)).map(
    ({ title, href }): Entry => ({ label: `Settings: ${title}`, act: () => router.push(href) }),
  )
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => toast({ text: 'Copied.', tone: 'good', requestId: text }),
      () =>
        toast({
          text: 'The browser did not let it be copied. Select it here.',
          tone: 'bad',
          requestId: text,
        }),
    )
  }
  const desk: Entry[] = [
    { label: 'All keys', words: 'shortcuts keyboard help', action: 'help', act: onHelp },
    ...(requestId === null
      ? []
      : [
          {
            label: 'Copy the number of the last refusal',
            words: 'correlation id error',
            act: () => copy(requestId),
          },
        ]),
    { label: 'Sign out', words: 'leave log out exit', act: signOut },
  ]
  return [
    { heading: 'Pages', entries: pages },
    { heading: 'Settings', entries: sections },
    {
      heading: 'Look',
      entries: [
        { label: 'Theme: dark', words: 'night', act: () => setLook({ theme: 'dark' }) },
        { label: 'Theme: light', words: 'day', act: () => setLook({ theme: 'light' }) },
        { label: 'Theme: as the system says', act: () => setLook({ theme: 'system' }) },
        { label: 'Density: comfortable', act: () => setLook({ density: 'comfortable' }) },
        { label: 'Density: compact', act: () => setLook({ density: 'compact' }) },
      ],
    },
    { heading: 'Desk', entries: desk },
  ]
}
