// Puts the frame and the way in together: two rooms that do not know each other.
'use client'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { DeskFrame } from '#components/shell/desk-frame.tsx'
import type { Me } from '#lib/wire/account.ts'

const SignInForm = dynamic(
  () => import('#components/entry/sign-in-form.tsx').then(({ SignInForm }) => SignInForm),
  { ssr: false },
)

type OpenDeskProps = { me: Me; isRailNarrow: boolean; children: ReactNode }

export function OpenDesk({ me, isRailNarrow, children }: OpenDeskProps) {
  return (
    <DeskFrame me={me} isRailNarrow={isRailNarrow} SignInForm={SignInForm}>
      {children}
    </DeskFrame>
  )
}
