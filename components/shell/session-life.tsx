// The life of the session behind the pages: warns before it ends, asks to sign in when it did, tells when the role changed.
// What it shows is loaded when there is something to show.
'use client'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useDesk } from '#components/data/live-desk.tsx'
import { useMe, useMeRefresh } from '#components/data/me.tsx'
import { useResume } from '#components/data/resume.ts'
import { useGates, useIsHeld, useTabNews, useWantedGate } from '#components/data/session.tsx'
import { useLink, useNow } from '#components/data/use-live.ts'
import { toast } from '#components/ui/toast.ts'
import { MINUTE_MS } from '#lib/base/time.ts'
import { isPresent, phaseOf, type SessionPhase } from './session-clock.ts'
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

function useSessionPhase(): SessionPhase {
  const { idle_at: idleAt, expires_at: expiresAt } = useMe()
  const now = useNow()
  const refresh = useMeRefresh()
  const actedAt = useActedAt()
  const phase: SessionPhase = now === 0 ? { phase: 'calm' } : phaseOf({ idleAt, expiresAt }, now)
  const isHere = phase.phase === 'idle-soon' && isPresent(actedAt, now)
  const isDue = phase.phase === 'over' || isHere
  useEffect(() => {
    if (isDue) void refresh() // this very question is a use of the session; a refusal opens the dialog
  }, [isDue, refresh])
  return isHere ? { phase: 'calm' } : phase
}

/** When somebody last pressed a key or a button on this page. */
function useActedAt(): number | null {
  const desk = useDesk()
  const [actedAt, setActedAt] = useState<number | null>(null)
  useEffect(() => {
    const note = () => setActedAt(before => noteOf(before, desk.readNow()))
    document.addEventListener('pointerdown', note)
    document.addEventListener('keydown', note)
    return () => {
      document.removeEventListener('pointerdown', note)
      document.removeEventListener('keydown', note)
    }
  }, [desk])
  return actedAt
}

/** Noted once a minute at most: nobody draws a page anew at each key. */
function noteOf(before: number | null, now: number): number {
  return before !== null && now - before < MINUTE_MS ? before : now
}

/** The socket hears first that a session was ended elsewhere. */
function useEnding(): void {
  const gates = useGates()
  const { state } = useLink()
  const isHeld = useIsHeld()
  const isEnded = state === 'signed-out' && !isHeld
  useEffect(() => {
    if (isEnded) void gates?.pass('sign-in')
  }, [isEnded, gates])
}

function useOtherTabs(): void {
  const gates = useGates()
  const resume = useResume()
  const refresh = useMeRefresh()
  const isSignInWanted = useWantedGate() === 'sign-in'
  useTabNews(
    useCallback(
      news => {
        if (news.type === 'signed-out') void gates?.pass('sign-in')
        if (news.type === 'signed-in') void resume()
        if (news.type === 'stayed') void refresh()
      },
      [gates, resume, refresh],
    ),
  )
  useEffect(() => {
    if (!isSignInWanted) return
    // Signed in by another tab's own page: whoever comes back here is not asked once more.
    const look = () => {
      if (document.visibilityState === 'visible') void resume()
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [isSignInWanted, resume])
}

function useRoleChange(): void {
  const { role } = useMe()
  const router = useRouter()
  const before = useRef(role)
  useEffect(() => {
    if (before.current === role) return
    before.current = role
    toast({ text: `The owner changed your role: you are now ${role === 'owner' ? 'an' : 'a'} ${role}.` })
    router.refresh() // a page that is no longer for this role leads to one that is
  }, [role, router])
}
