// Moments as this person reads them: in their own zone, spelled so that they sort.
'use client'
import { useCallback } from 'react'
import { useMe } from '#components/data/me.tsx'
import { momentIn } from '#lib/format/moment-in.ts'

export type Spelling = {
  /** With the name of the zone. */
  moment: (at: number) => string
  zone: string
}

export function useSpelling(): Spelling {
  const { time_zone: zone } = useMe().preferences
  return { zone, moment: useCallback((at: number) => momentIn(at, zone), [zone]) }
}
