// How the session of this page stands now: a person who is here is not asked whether they are.
'use client'
import { useEffect, useState } from 'react'
import { useDesk } from '#components/data/live-desk.tsx'
import { useMe, useMeRefresh } from '#components/data/me.tsx'
import { useNow } from '#components/data/use-live.ts'
import { MINUTE_MS } from '#lib/base/time.ts'
import { isPresent, phaseOf, type SessionPhase } from './session-clock.ts'

export function useSessionPhase(): SessionPhase {
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
