// One run of a job.
'use client'
import { Progress } from '#components/ui/progress.tsx'
import { type Severity, SeverityWord } from '#components/ui/severity.tsx'
import { age, duration } from '#lib/format/age.ts'
import { millis } from '#lib/format/millis.ts'
import { moment } from '#lib/format/moment.ts'
import type { JobRun } from '#lib/wire/job.ts'
import { useDeskNow } from './first-health.tsx'
import { JOBS } from './jobs.ts'

const STATES: Record<JobRun['state'], { word: string; severity: Severity }> = {
  queued: { word: 'Queued', severity: 'safe' },
  running: { word: 'Running', severity: 'safe' },
  done: { word: 'Done', severity: 'safe' },
  failed: { word: 'Failed', severity: 'high' },
}

export function JobRow({ run }: { run: JobRun }) {
  const now = useDeskNow()
  const { word, severity } = STATES[run.state]
  const { title } = JOBS[run.name]
  return (
    <li data-job={run.name} data-state={run.state} className="py-2.5 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-baseline gap-x-3 text-[0.8125rem]">
        <span className="text-ink w-24 shrink-0 font-medium sm:w-28">{title}</span>
        <SeverityWord severity={severity}>{word}</SeverityWord>
        <span className="text-soft hidden min-w-0 flex-1 truncate sm:block" title={run.message}>
          {run.message}
        </span>
        <span
          className="text-faint ml-auto shrink-0 text-xs tabular-nums"
          title={`${moment(run.finished_at ?? run.queued_at)} UTC`}
        >
          {whenOf(run, now)}
        </span>
      </div>
      {run.message !== '' && <p className="text-soft mt-1 text-xs sm:hidden">{run.message}</p>}
      {run.state === 'running' && (
        <div className="mt-2 flex items-center gap-3">
          <Progress label={`${title}, progress`} percent={run.progress_pct} />
          <span className="text-faint w-10 text-right text-xs tabular-nums">
            {Math.round(run.progress_pct)} %
          </span>
        </div>
      )}
    </li>
  )
}

function whenOf(run: JobRun, now: number): string {
  if (run.state === 'queued') return `asked ${age(now - run.queued_at)}`
  if (run.finished_at === null || run.started_at === null)
    return `for ${duration(now - (run.started_at ?? now))}`
  return `${age(now - run.finished_at)}, took ${spanOf(run.finished_at - run.started_at)}`
}

function spanOf(ms: number): string {
  return ms < 60_000 ? millis(ms) : duration(ms)
}
