// The work behind the scenes: when each job was done and comes next, what is under way, how the last runs ended.
'use client'
import { useStartJob } from '#components/data/start-job.ts'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Failed } from '#components/ui/states.tsx'
import type { JobName } from '#lib/wire/job.ts'
import { useHealth, useJobs } from './first-health.tsx'
import { JobPlan } from './job-plan.tsx'
import { JobRow } from './job-row.tsx'
import { byUrgency, JOBS, plansOf } from './jobs.ts'

const SHOWN_MAX = 6

export function JobsPanel({ mayStart }: { mayStart: boolean }) {
  const { rows } = useJobs()
  const { health } = useHealth()
  const runs = rows ?? []
  return (
    <Panel title="Jobs" note="They run by themselves; the owner may start each at any time">
      <ul className="divide-line divide-y">
        {plansOf(runs, health.schedule).map(plan => (
          <JobPlan key={plan.name} plan={plan} action={mayStart && <StartButton name={plan.name} />} />
        ))}
      </ul>
      <h3 className="text-faint mt-5 mb-2 text-xs font-medium">Last runs</h3>
      {runs.length === 0 ? (
        <p className="text-soft text-[0.8125rem]">
          Nothing has run yet. The first backup is made tonight; the owner can make one now.
        </p>
      ) : (
        <ul className="divide-line divide-y">
          {runs
            .toSorted(byUrgency)
            .slice(0, SHOWN_MAX)
            .map(run => (
              <JobRow key={run.id} run={run} />
            ))}
        </ul>
      )}
    </Panel>
  )
}

function StartButton({ name }: { name: JobName }) {
  const { rows } = useJobs()
  const { start, asked, isAsking, fault } = useStartJob(name)
  const isUnderWay = rows?.some(
    run => run.name === name && (run.state === 'queued' || run.state === 'running'),
  )
  // Between the answer and the row on the stream the wish is known to us alone.
  const isAsked = asked !== null && rows?.some(run => run.id === asked) !== true
  const isBusy = isUnderWay === true || isAsked
  return (
    <>
      <Button size="small" onClick={start} isBusy={isBusy || isAsking}>
        {isBusy ? 'Under way' : JOBS[name].act}
      </Button>
      {fault !== null && (
        <div className="w-full">
          <Failed title={`${JOBS[name].title} was not started`} fault={fault} />
        </div>
      )}
    </>
  )
}
