// The jobs of the desk: what each is for, and what it means to the person who looks when it fails.
import type { JobName, JobRun } from '#lib/wire/job.ts'

type Job = { title: string; act: string; failure: string }

export const JOBS: Record<JobName, Job> = {
  backup: {
    title: 'Backup',
    act: 'Back up now',
    failure: 'Until one succeeds, the newest state that could be restored is that of the last good backup.',
  },
  'audit-head': {
    title: 'Audit heads',
    act: 'Keep now',
    failure: 'An audit log that was cut off at its end would not show for the time since the last heads.',
  },
  'audit-check': {
    title: 'Audit check',
    act: 'Check now',
    failure: 'Rows of the audit log may have been changed. Read what it found, and keep the last backup.',
  },
  retention: {
    title: 'Clean-up',
    act: 'Clean up now',
    failure: 'Nothing is lost: what has passed its age stays, and the database grows until the next one.',
  },
  measure: {
    title: 'Measurement',
    act: 'Measure now',
    failure: 'Resources shown here may be old: a full disk could go unseen.',
  },
}

export type Plan = {
  name: JobName
  /** The one under way, or the last that came to an end. */
  last: JobRun | null
  isUnderWay: boolean
  nextAt: number | null
}

type Schedule = readonly { name: JobName; next_at: number }[]

/** One line for each job, in the order in which they matter. */
export function plansOf(runs: readonly JobRun[], schedule: Schedule): Plan[] {
  return (Object.keys(JOBS) as JobName[]).map(name => {
    const own = runs.filter(run => run.name === name).toSorted((a, b) => b.queued_at - a.queued_at)
    const open = own.find(isOpen)
    return {
      name,
      last: open ?? own[0] ?? null,
      isUnderWay: open !== undefined,
      nextAt: schedule.find(planned => planned.name === name)?.next_at ?? null,
    }
  })
}

function isOpen(run: JobRun): boolean {
  return run.state === 'queued' || run.state === 'running'
}

/** What is under way first, then the newest. */
export function byUrgency(a: JobRun, b: JobRun): number {
  return Number(isOpen(b)) - Number(isOpen(a)) || b.queued_at - a.queued_at
}
