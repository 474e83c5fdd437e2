// The frame of every page of the desk: it stays while pages come and go.
'use client'
import { type ReactNode, useState } from 'react'
import { BottomBar } from './bottom-bar.tsx'
import { useFrameKeys } from './frame-keys.ts'
import { Rail } from './rail.tsx'
import { keepRail } from './rail-width.ts'
import { SessionLife } from './session-life.tsx'
import { type Sheet, Sheets } from './sheets.tsx'
import type { LoadSignIn } from './sign-in-dialog.tsx'
import { Toasts } from './toasts.tsx'
import { TopBar } from './top-bar.tsx'

type ShellProps = { isRailNarrow: boolean; loadSignIn: LoadSignIn; children: ReactNode }

export function Shell({ isRailNarrow, loadSignIn, children }: ShellProps) {
  const [isNarrow, setIsNarrow] = useState(isRailNarrow)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const toggleRail = () => {
    setIsNarrow(!isNarrow)
    keepRail(isNarrow ? 'wide' : 'narrow')
  }
  useFrameKeys({ find: () => setSheet('palette'), help: () => setSheet('keys'), toggleRail })
  return (
    <div className="flex min-h-dvh">
      <a
        href="#page"
        className="focus:bg-panel sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30 focus:rounded-md focus:px-4 focus:py-2"
      >
        Skip to the page
      </a>
      <Rail isNarrow={isNarrow} onToggle={toggleRail} />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar onFind={() => setSheet('palette')} onHelp={() => setSheet('keys')} />
        <main
          id="page"
          tabIndex={-1}
          className="flex-1 px-4 pt-5 pb-[calc(var(--bar)+2rem)] outline-none md:px-6 md:pt-6 md:pb-12"
        >
          {children}
        </main>
      </div>
      <BottomBar onMore={() => setSheet('more')} />
      <Sheets open={sheet} onChange={setSheet} />
      <SessionLife loadSignIn={loadSignIn} />
      <Toasts />
    </div>
  )
}
