// Everything that the pages of the desk share, in the order in which it needs each other.
'use client'
import type { ReactNode } from 'react'
import { LiveDesk } from '#components/data/live-desk.tsx'
import { KnowMe } from '#components/data/me.tsx'
import { Queries } from '#components/data/queries.tsx'
import { SharedSession } from '#components/data/session.tsx'
import { Shortcuts } from '#components/data/shortcuts.tsx'
import type { Me } from '#lib/wire/account.ts'
import type { SignInForm } from './session-life.tsx'
import { Shell } from './shell.tsx'

type DeskFrameProps = { me: Me; isRailNarrow: boolean; SignInForm: SignInForm; children: ReactNode }

export function DeskFrame({ me, children, ...shell }: DeskFrameProps) {
  return (
    <SharedSession>
      <LiveDesk>
        <Queries>
          <KnowMe me={me}>
            <Shortcuts>
              <Shell {...shell}>{children}</Shell>
            </Shortcuts>
          </KnowMe>
        </Queries>
      </LiveDesk>
    </SharedSession>
  )
}
