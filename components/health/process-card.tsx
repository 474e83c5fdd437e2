// One process: whether it lives, since when, and how its memory moves.
'use client'
import { useFreshness } from '#components/data/use-live.ts'
import { classes } from '#components/ui/classes.ts'
import { SeverityWord } from '#components/ui/severity.tsx'
import { age, duration } from '#lib/format/age.ts'
import { moment } from '#lib/format/moment.ts'
import type { ProcessBeat } from '#lib/wire/process.ts'
import { useDeskNow } from './first-health.tsx'
import { ProcessMemory } from './process-memory.tsx'
import { BEAT_LIMITS, type Life, PARTS, SEVERITY_OF } from './processes.ts'

export function ProcessCard({ life }: { life: Life }) {
  const { beat, process } = life
  const now = useDeskNow()
  const { freshness, ageMs } = useFreshness(beat?.beat_at ?? null, BEAT_LIMITS, now) ?? JUST_HEARD
  const isOld = freshness === 'stale' || freshness === 'offline'
  const word = beat === null ? 'Not running' : WORDS[freshness]
  return (
    <li
      data-process={process}
      data-freshness={freshness}
      className="border-line bg-panel flex min-w-0 flex-col rounded-xl border p-3.5 sm:p-4"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-2">
        <h3 className="text-ink font-semibold tracking-tight">{PARTS[process].title}</h3>
        <SeverityWord severity={SEVERITY_OF[freshness]}>{word}</SeverityWord>
      </div>
      <p className="text-faint mt-0.5 hidden min-h-9 text-xs min-[480px]:block">{PARTS[process].purpose}</p>
      {beat === null ? (
        <p className="text-soft mt-3 text-[0.8125rem]">{PARTS[process].silence}</p>
      ) : (
        <div className={classes('mt-2 rounded-md', isOld && 'is-old')}>
          <ProcessMemory beat={beat} />
          <Uptime beat={beat} />
        </div>
      )}
      {beat !== null && (
        <p className="border-line text-faint mt-2 border-t pt-2 text-xs tabular-nums">Heard {age(ageMs)}</p>
      )}
    </li>
  )
}

/** The table is here, the clock of the page is not yet: within one frame it will be. */
const JUST_HEARD = { freshness: 'live', ageMs: 0 } as const
const WORDS = { live: 'Live', delayed: 'Delayed', stale: 'Stale', offline: 'Offline' } as const

function Uptime({ beat }: { beat: ProcessBeat }) {
  const now = useDeskNow()
  return (
    <dl className="mt-1 grid grid-cols-[auto_1fr] gap-y-1 text-[0.8125rem]">
      <dt className="text-faint">Up for</dt>
      <dd className="text-ink text-right tabular-nums" title={`since ${moment(beat.started_at)} UTC`}>
        {duration(now - beat.started_at)}
      </dd>
      <dt className="text-faint">Restarts</dt>
      <dd className="text-ink text-right tabular-nums">{beat.restarts}</dd>
      <dt className="text-faint">Process id</dt>
      <dd className="text-ink truncate text-right tabular-nums" title={`on ${beat.host}`}>
        {beat.pid}
      </dd>
    </dl>
  )
}
