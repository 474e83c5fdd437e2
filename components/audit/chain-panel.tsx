// Whether the chains of the log hold: the last check, one that is under way, and another one on request.
'use client'
import { useStartJob } from '#components/data/start-job.ts'
import { useTopic } from '#components/data/use-live.ts'
import { When } from '#components/data/when.tsx'
import { Button } from '#components/ui/button.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { SeverityShape } from '#components/ui/severity.tsx'
import { Failed } from '#components/ui/states.tsx'
import type { JobRun } from '#lib/wire/job.ts'

export function ChainPanel({ first }: { first: JobRun | null }) {
  const { rows } = useTopic('jobs')
  const { start, asked, isAsking, fault } = useStartJob('audit-check')
  const last = newest([...(first === null ? [] : [first]), ...(rows ?? [])])
  // Between the answer and the row on the stream the wish is known to us alone.
  const isWaiting = asked !== null && last?.id !== asked && rows?.some(({ id }) => id === asked) !== true
  const isUnderWay = isWaiting || last?.state === 'queued' || last?.state === 'running'
  return (
    <section aria-label="Chain" className="space-y-3">
      <div
        className="border-line bg-panel flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border px-4 py-2.5"
        data-check={isUnderWay ? 'running' : (last?.state ?? 'never')}
      >
        <div className="min-w-0 flex-1 basis-72 text-[0.8125rem]" aria-live="polite">
          {isUnderWay ? <UnderWay run={isWaiting ? null : last} /> : <Result run={last} />}
        </div>
        <Button size="small" onClick={start} isBusy={isUnderWay || isAsking}>
          Check the chain
        </Button>
      </div>
      {fault !== null && <Failed title="No check was started" fault={fault} />}
    </section>
  )
}

/** A run that was told on the stream is newer than the same run in the page. */
function newest(runs: readonly JobRun[]): JobRun | null {
  return runs
    .filter(({ name }) => name === 'audit-check')
    .reduce<JobRun | null>(
      (found, run) => (found === null || run.queued_at >= found.queued_at ? run : found),
      null,
    )
}

function UnderWay({ run }: { run: JobRun | null }) {
  const percent = run?.progress_pct ?? 0
  return (
    <div className="flex items-center gap-3">
      <span className="text-ink shrink-0 font-medium">Checking the chain</span>
      <Progress label="Checking the chain" percent={percent} />
      <span className="text-faint shrink-0 text-xs tabular-nums">{run?.message || 'waiting'}</span>
    </div>
  )
}

function Result({ run }: { run: JobRun | null }) {
  if (run === null) {
    return (
      <p className="text-soft">
        Each row bears the hash of the row before it. Nobody has checked the chain yet.
      </p>
    )
  }
  const holds = run.state === 'done'
  return (
    <p className="text-soft">
      <span className="mr-2 inline-block">
        <SeverityShape severity={holds ? 'safe' : 'critical'} />
      </span>
      <span className="text-ink font-medium">{holds ? 'The chain holds' : 'The chain needs a look'}</span>
      {': '}
      {run.message}
      <span className="text-faint">
        {' · checked '}
        <When at={run.finished_at} />
      </span>
    </p>
  )
}
