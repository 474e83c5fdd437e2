// When something was: how long ago as it is read, the exact time in the person's own zone on hover and to machines.
'use client'
import { age } from '#lib/format/age.ts'
import { momentIn } from '#lib/format/moment-in.ts'
import { useMe } from './me.tsx'
import { useNow } from './use-live.ts'

type WhenProps = {
  at: number | null
  /** What is said when it never was. */
  never?: string
}

export function When({ at, never = 'never' }: WhenProps) {
  const now = useNow()
  const { preferences } = useMe()
  if (at === null) return <span className="text-faint">{never}</span>
  const exact = momentIn(at, preferences.time_zone)
  // Until the page has come alive nobody here knows what time it is: the exact one is true all the while.
  const said = now === 0 ? exact.slice(0, 'YYYY-MM-DD HH:MM'.length) : age(now - at)
  return (
    <time dateTime={isoOf(at)} title={exact} className="whitespace-nowrap">
      {said}
    </time>
  )
}

function isoOf(at: number): string {
  return new Date(at).toISOString()
}
