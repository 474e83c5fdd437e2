// The processes a desk is made of: what each is for, and what its silence means to the person who looks.

import type { Freshness, Limits } from '#components/data/freshness.ts'
import type { Severity } from '#components/ui/severity.tsx'
import { BEAT_STALE_MS, type ProcessBeat, type ProcessName } from '#lib/wire/process.ts'

export const BEAT_LIMITS: Limits = { delayedMs: BEAT_STALE_MS / 2, staleMs: BEAT_STALE_MS, offlineMs: 60_000 }

type Part = { title: string; purpose: string; silence: string; isExpected: boolean }

export const PARTS: Record<ProcessName, Part> = {
  engine: {
    title: 'Engine',
    purpose: 'Decides every command; alone it will speak to venues',
    silence: 'Commands wait in the database and are decided when it is back. None is lost.',
    isExpected: true,
  },
  'strategy-host': {
    title: 'Strategy host',
    purpose: 'Runs strategies behind walls',
    silence: 'No strategy decides until it is back. What is already decided does not depend on it.',
    isExpected: true,
  },
  jobs: {
    title: 'Jobs',
    purpose: 'Backups, clean-up, audit heads',
    silence: 'Backups and clean-up wait until it is back.',
    isExpected: true,
  },
  web: {
    title: 'Web',
    purpose: 'Pages, API and the live stream',
    silence: 'Pages may not open. The engine goes on without them.',
    isExpected: true,
  },
  supervisor: {
    title: 'Supervisor',
    purpose: 'Starts the others, and starts them again',
    silence: 'A process that ends now is not started again: look at the machine.',
    isExpected: false,
  },
}

export type Life = { process: ProcessName; beat: ProcessBeat | null }

/** One life for each process and host, the newest; one without a beat for each that should be there and is not. */
export function livesOf(beats: readonly ProcessBeat[]): Life[] {
  return (Object.keys(PARTS) as ProcessName[]).flatMap((process): Life[] => {
    const newest = new Map<string, ProcessBeat>()
    for (const beat of beats.filter(one => one.process === process)) {
      const known = newest.get(beat.host)
      if (known === undefined || beat.started_at > known.started_at) newest.set(beat.host, beat)
    }
    if (newest.size === 0) return PARTS[process].isExpected ? [{ process, beat: null }] : []
    return [...newest.values()].map(beat => ({ process, beat }))
  })
}

/** The one that has been silent longest: the verdict on the desk is the verdict on it. */
export function quietest(lives: readonly Life[]): Life | null {
  const silence = ({ beat }: Life) => beat?.beat_at ?? Number.NEGATIVE_INFINITY
  return lives.reduce<Life | null>(
    (found, life) => (found === null || silence(life) < silence(found) ? life : found),
    null,
  )
}

export const SEVERITY_OF: Record<Freshness, Severity> = {
  live: 'safe',
  delayed: 'medium',
  stale: 'high',
  offline: 'critical',
}
