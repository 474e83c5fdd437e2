// Puts the frame and the way in together: two rooms that do not know each other.
'use client'
import type { ReactNode } from 'react'
import { DeskFrame } from '#components/shell/desk-frame.tsx'
import type { Me } from '#lib/wire/account.ts'

type OpenDeskProps = { me: Me; isRailNarrow: boolean; children: ReactNode }

export function OpenDesk({ me, isRailNarrow, children }: OpenDeskProps) {
  return (
    <DeskFrame me={me} isRailNarrow={isRailNarrow} loadSignIn={loadSignIn}>
      {children}
    </DeskFrame>
  )
}

/** Only whose session has ended needs it here. */
async function loadSignIn() {
  const { SignInForm } = await import('#components/entry/sign-in-form.tsx')
  return SignInForm
}
