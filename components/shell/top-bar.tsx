// Where one is, whether the desk is heard, the way to everything, and who one is.
'use client'
import { Search } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { keysOf } from '#components/data/keys.ts'
import { useMe } from '#components/data/me.tsx'
import { placeOf } from '#components/data/places.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Keys } from '#components/ui/keys.tsx'
import { Mark } from '#components/ui/mark.tsx'
import { LinkChip } from './link-chip.tsx'
import { PersonMenu } from './person-menu.tsx'

export function TopBar({ onFind, onHelp }: { onFind: () => void; onHelp: () => void }) {
  const here = placeOf(usePathname())
  const { preferences } = useMe()
  return (
    <header className="border-line bg-paper/92 h-bar sticky top-0 z-20 flex items-center gap-2 border-b px-4 backdrop-blur md:px-6">
      <span className="text-ink md:hidden">
        <Mark size={20} />
      </span>
      {here !== undefined && (
        <p className="flex min-w-0 items-center gap-1.5 text-[0.8125rem]">
          <span className="text-faint max-md:hidden">{here.group}</span>
          <span className="text-line-strong max-md:hidden" aria-hidden="true">
            /
          </span>
          <span className="text-ink truncate font-medium max-md:text-[0.9375rem] max-md:font-semibold">
            {here.title}
          </span>
        </p>
      )}
      <div className="ml-auto flex items-center gap-1 md:gap-2">
        <span className="mr-1 md:mr-2">
          <LinkChip />
        </span>
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={onFind}
          className="border-line text-faint hover:border-edge hover:text-soft flex h-8 w-52 cursor-pointer items-center gap-2 rounded-md border pr-1.5 pl-2.5 text-[0.8125rem] max-md:hidden"
        >
          <Search className="size-3.5" aria-hidden="true" />
          <span className="flex-1 text-left">Find anything</span>
          <Keys keys={keysOf(preferences).get('palette') ?? ''} />
        </button>
        <span className="md:hidden">
          <IconButton
            label="Find anything"
            icon={<Search className="size-4.5" aria-hidden="true" />}
            onClick={onFind}
          />
        </span>
        <span className="max-md:hidden">
          <PersonMenu onHelp={onHelp} />
        </span>
      </div>
    </header>
  )
}
