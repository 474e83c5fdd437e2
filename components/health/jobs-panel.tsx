// The work behind the scenes: what runs, how far it is, how it ended; and a backup now, for the owner.
'use client'
import { useStartJob } from '#components/data/start-job.ts'
import { useTopic } from '#components/data/use-live.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { JobRun } from '#lib/wire/job.ts'
import { JobRow } from './job-row.tsx'

const SHOWN_MAX = 8

export function JobsPanel({ mayStart }: { mayStart: boolean }) {
  const { rows } = useTopic('jobs')
  const backup = useStartJob('backup')
  const open = rows?.find(run => run.name === 'backup' && isOpen(run))
  // Between the answer and the row on the stream the wish is known to us alone.
  const isAsked = backup.asked !== null && rows?.some(run => run.id === backup.asked) !== true
  return (
    <Panel
      title="Jobs"
      note="Backups each day, clean-up, heads of the audit chains"
      aside={
        mayStart && (
          <Button onClick={backup.start} disabled={backup.isAsking || isAsked || open !== undefined}>
            {open === undefined && !isAsked ? 'Back up now' : 'Backup under way'}
          </Button>
        )
      }
    >
      {backup.fault !== null && (
        <div className="mb-4">
          <Notice severity="high" title="No backup was started" requestId={backup.fault.requestId}>
            {backup.fault.message}
          </Notice>
        </div>
      )}
      <Runs rows={rows} />
    </Panel>
  )
}

function Runs({ rows }: { rows: readonly JobRun[] | null }) {
  if (rows === null) return <Skeleton className="h-44 w-full" />
  if (rows.length === 0) {
    return (
      <p className="text-soft text-[0.8125rem]">
        Nothing has run yet. The first backup is made tonight; the owner can make one now.
      </p>
    )
  }
  const shown = rows.toSorted(byUrgency).slice(0, SHOWN_MAX)
  return (
    <ul className="divide-line divide-y">
      {shown.map(run => (
        <JobRow key={run.id} run={run} />
      ))}
    </ul>
  )
}

function isOpen(run: JobRun): boolean {
  return run.state === 'queued' || run.state === 'running'
}

/** What is under way first, then the newest. */
function byUrgency(a: JobRun, b: JobRun): number {
  return Number(isOpen(b)) - Number(isOpen(a)) || b.queued_at - a.queued_at
}
