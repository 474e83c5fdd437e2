// The life of the session behind the pages: warns before it ends, asks to sign in when it did, tells when the role changed.
// What it shows is loaded when there is something to show.
'use client'
import dynamic from 'next/dynamic'
import { useWantedGate } from '#components/data/session.tsx'
import { useEnding, useOtherTabs, useRoleChange } from './session-news.ts'
import { useSessionPhase } from './session-phase.ts'
import type { LoadSignIn } from './sign-in-dialog.tsx'

const StepUpDialog = dynamic(() => import('./step-up-dialog.tsx').then(it => it.StepUpDialog), { ssr: false })
const SignInDialog = dynamic(() => import('./sign-in-dialog.tsx').then(it => it.SignInDialog), { ssr: false })
const EndingDialog = dynamic(() => import('./ending-dialog.tsx').then(it => it.EndingDialog), { ssr: false })

export function SessionLife({ loadSignIn }: { loadSignIn: LoadSignIn }) {
  const wanted = useWantedGate()
  const phase = useSessionPhase()
  useEnding()
  useOtherTabs()
  useRoleChange()
  if (wanted === 'sign-in') return <SignInDialog load={loadSignIn} />
  if (wanted === 'step-up') return <StepUpDialog />
  if (phase.phase === 'idle-soon' || phase.phase === 'old-soon') return <EndingDialog {...phase} />
  return null
}
