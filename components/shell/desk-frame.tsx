// The frame of every page of the desk: where one is, who one is, and whether the desk is heard.
import type { ReactNode } from 'react'
import { LiveDesk } from '#components/data/live-desk.tsx'
import { Mark } from '#components/ui/mark.tsx'
import type { Role } from '#lib/wire/role.ts'
import { LinkChip } from './link-chip.tsx'
import { type Place, Places } from './places.tsx'

type DeskFrameProps = { viewer: { name: string; role: Role }; place: Place; children: ReactNode }

export function DeskFrame({ viewer, place, children }: DeskFrameProps) {
  return (
    <LiveDesk>
      <a
        href="#page"
        className="focus:bg-panel sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-20 focus:rounded-lg focus:px-4 focus:py-2"
      >
        Skip to the page
      </a>
      <header className="border-line bg-paper/90 sticky top-0 z-10 border-b backdrop-blur">
        <div className="mx-auto flex h-14 max-w-6xl items-center gap-3 px-4 sm:gap-6 sm:px-6">
          <span className="text-ink flex items-center gap-2.5 font-semibold tracking-tight">
            <Mark size={22} />
            <span className="hidden min-[420px]:inline">Plimsoll</span>
          </span>
          <Places here={place} />
          <span className="ml-auto flex items-center gap-4">
            <LinkChip />
            <span className="text-soft hidden text-xs sm:block">
              {viewer.name} <span className="text-faint">{viewer.role}</span>
            </span>
          </span>
        </div>
      </header>
      <main
        id="page"
        tabIndex={-1}
        className="mx-auto max-w-6xl px-4 pt-8 pb-16 outline-none sm:px-6 sm:pt-10"
      >
        {children}
      </main>
    </LiveDesk>
  )
}
