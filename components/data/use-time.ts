// Moments as this person reads them: in the time zone they chose, spelled so that they sort.
'use client'
import { useMemo } from 'react'
import { useMe } from './me.tsx'

export type Times = {
  /** `2026-11-20 16:18:03` */
  moment: (at: number) => string
  /** `16:18:03` */
  timeOfDay: (at: number) => string
  zone: string
}

export function useTime(): Times {
  const { time_zone: zone } = useMe().preferences
  return useMemo(() => timesIn(zone), [zone])
}

export function timesIn(zone: string): Times {
  const day = formatOf(zone, { year: 'numeric', month: '2-digit', day: '2-digit' })
  const clock = formatOf(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  const timeOfDay = (at: number) => clock.format(at)
  return { moment: at => `${day.format(at)} ${timeOfDay(at)}`, timeOfDay, zone }
}

function formatOf(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // The Swedish spelling is that of ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { ...options, timeZone: zone })
}
