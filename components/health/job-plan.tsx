// One job of the desk: how its last run ended, when the next one comes, and what a failure means.
'use client'
import type { ReactNode } from 'react'
import { SeverityWord } from '#components/ui/severity.tsx'
import { age, duration } from '#lib/format/age.ts'
import { useDeskNow } from './first-health.tsx'
import { JOBS, type Plan } from './jobs.ts'

export function JobPlan({ plan, action }: { plan: Plan; action: ReactNode }) {
  const now = useDeskNow()
  const { name, last, nextAt } = plan
  const isFailed = last?.state === 'failed'
  return (
    <li data-plan={name} className="py-2 text-[0.8125rem] first:pt-0">
      <div className="min-h-control flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="text-ink w-28 shrink-0 font-medium">{JOBS[name].title}</span>
        <span className="min-w-40 flex-1 tabular-nums">
          {isFailed ? (
            <SeverityWord severity="high">{`Failed ${saidOf(plan, now)}`}</SeverityWord>
          ) : (
            saidOf(plan, now)
          )}
        </span>
        <span className="text-soft w-36 shrink-0 tabular-nums">
          {nextAt === null ? 'when asked for' : nextOf(nextAt - now)}
        </span>
        {action !== false && <span className="ml-auto flex flex-wrap justify-end sm:w-32">{action}</span>}
      </div>
      {isFailed && <p className="text-soft mt-1 max-w-[62ch] text-xs">{JOBS[name].failure}</p>}
    </li>
  )
}

function saidOf({ name, last, isUnderWay }: Plan, now: number): string {
  if (last === null) return name === 'measure' ? 'each minute, without a row' : 'not among the last runs'
  if (isUnderWay)
    return last.state === 'running' ? `under way, ${Math.round(last.progress_pct)} %` : 'waits for its turn'
  const ago = age(now - (last.finished_at ?? last.queued_at))
  return last.state === 'failed' ? ago : `done ${ago}`
}

function nextOf(ms: number): string {
  return ms <= 0 ? 'next: now' : `next in ${duration(ms)}`
}
