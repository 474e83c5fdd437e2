// Everything by name: pages, sections, the look of the desk, and the small acts that have no page.
'use client'
import { Command } from 'cmdk'
import type { ReactNode } from 'react'
import { keysOf } from '#components/data/keys.ts'
import { useMe } from '#components/data/me.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Keys } from '#components/ui/keys.tsx'
import { usePaletteEntries } from './palette-entries.ts'

type PaletteProps = { isOpen: boolean; onClose: () => void; onHelp: () => void }

export function Palette({ isOpen, onClose, onHelp }: PaletteProps) {
  const groups = usePaletteEntries(onHelp)
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
