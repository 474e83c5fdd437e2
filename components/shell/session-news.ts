// What may happen to a session from elsewhere: it ends, another tab acts, the owner changes the role.
'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef } from 'react'
import { useMe, useMeRefresh } from '#components/data/me.tsx'
import { useResume } from '#components/data/resume.ts'
import { useGates, useIsHeld, useTabNews, useWantedGate } from '#components/data/session.tsx'
import { useLink } from '#components/data/use-live.ts'
import { toast } from '#components/ui/toast.ts'

/** The socket hears first that a session was ended elsewhere. */
export function useEnding(): void {
  const gates = useGates()
  const { state } = useLink()
  const isHeld = useIsHeld()
  const isEnded = state === 'signed-out' && !isHeld
  useEffect(() => {
    if (isEnded) void gates?.pass('sign-in')
  }, [isEnded, gates])
}

export function useOtherTabs(): void {
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

export function useRoleChange(): void {
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
