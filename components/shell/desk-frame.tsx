// Everything that the pages of the desk share, in the order in which it needs each other.
'use client'
import type { ReactNode } from 'react'
import { LiveDesk } from '#components/data/live-desk.tsx'
import { KnowMe } from '#components/data/me.tsx'
import { Queries } from '#components/data/queries.tsx'
import { SharedSession } from '#components/data/session.tsx'
import { Shortcuts } from '#components/data/shortcuts.tsx'
import type { Me } from '#lib/wire/account.ts'
import { Look } from './look.ts'
import { Shell } from './shell.tsx'
import type { LoadSignIn } from './sign-in-dialog.tsx'

type DeskFrameProps = { me: Me; isRailNarrow: boolean; loadSignIn: LoadSignIn; children: ReactNode }

export function DeskFrame({ me, children, ...shell }: DeskFrameProps) {
  return (
    <SharedSession>
      <LiveDesk>
        <Queries>
          <KnowMe me={me}>
            <Shortcuts>
              <Look />
              <Shell {...shell}>{children}</Shell>
            </Shortcuts>
          </KnowMe>
        </Queries>
      </LiveDesk>
    </SharedSession>
  )
}
