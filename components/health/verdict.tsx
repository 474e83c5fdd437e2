// The whole desk in one sentence, and what it means for the person who reads it.
'use client'
import { useFreshness, useLink } from '#components/data/use-live.ts'
import { type Severity, SeverityShape } from '#components/ui/severity.tsx'
import { duration } from '#lib/format/age.ts'
import { AppsNotice } from './apps-notice.tsx'
import { useDeskNow, useHealth, useProcesses } from './first-health.tsx'
import { BEAT_LIMITS, livesOf, PARTS, quietest, SEVERITY_OF } from './processes.ts'

type Said = { severity: Severity | null; title: string; meaning: string }

export function Verdict() {
  const { severity, title, meaning } = useVerdict()
  return (
    <>
      <div className="flex items-start gap-4" role="status" data-severity={severity ?? 'unknown'}>
        <span className="mt-2.5 flex size-4 items-center justify-center">
          {severity === null ? (
            <span className="bg-line-strong size-3 animate-pulse rounded-full" />
          ) : (
            <SeverityShape severity={severity} size={16} />
          )}
        </span>
        <div>
          <h1 className="text-ink text-2xl font-semibold tracking-tight sm:text-[1.75rem]">{title}</h1>
          <p className="text-soft mt-1 max-w-[60ch] text-[0.9375rem]">{meaning}</p>
        </div>
      </div>
      <AppsNotice />
    </>
  )
}

function useVerdict(): Said {
  const { rows } = useProcesses()
  const now = useDeskNow()
  const { state, heardAt } = useLink()
  const { fault } = useHealth()
  const quiet = rows === null ? null : quietest(livesOf(rows))
  const fresh = useFreshness(quiet === null ? undefined : (quiet.beat?.beat_at ?? null), BEAT_LIMITS, now)

  if (state === 'signed-out') {
    return {
      severity: 'high',
      title: 'Your session has ended',
      meaning: 'What you see is old. The desk itself goes on.',
    }
  }
  if (state === 'waiting' || (heardAt !== null && state !== 'open')) {
    return {
      severity: 'high',
      title: 'Not connected to the desk',
      meaning: 'What you see is old. Trying again by itself.',
    }
  }
  if (quiet === null || fresh === null) {
    return { severity: null, title: 'Asking the desk', meaning: 'The first figures are on their way.' }
  }
  if (fault?.code === 'UNAVAILABLE') {
    return {
      severity: 'high',
      title: 'The database does not answer',
      meaning: 'While it is away no command is taken or decided. What was accepted is not lost.',
    }
  }
  if (fresh.freshness === 'live') {
    return {
      severity: 'safe',
      title: 'Everything runs',
      meaning: 'All processes of the desk have beaten within seconds.',
    }
  }
  const { title, silence } = PARTS[quiet.process]
  const headline =
    quiet.beat === null ? `${title} is not running` : `${title} has been silent for ${duration(fresh.ageMs)}`
  return { severity: SEVERITY_OF[fresh.freshness], title: headline, meaning: silence }
}
