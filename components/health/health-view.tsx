// The health of the desk on one page: verdict first, then what it is made of.
'use client'
import { hasRole, type Role } from '#lib/wire/role.ts'
import { DatabasePanel } from './database-panel.tsx'
import { type First, KnowFirst, useProcesses } from './first-health.tsx'
import { JobsPanel } from './jobs-panel.tsx'
import { LinkPanel } from './link-panel.tsx'
import { ProcessCard } from './process-card.tsx'
import { livesOf } from './processes.ts'
import { ResourcesPanel } from './resources-panel.tsx'
import { RoadPanel } from './road-panel.tsx'
import { Verdict } from './verdict.tsx'

export function HealthView({ role, first }: { role: Role; first: First }) {
  return (
    <KnowFirst first={first}>
      <div className="max-w-6xl space-y-6">
        <Verdict />
        <Processes />
        <div className="grid gap-4 lg:grid-cols-3">
          <div className="min-w-0 space-y-4 lg:col-span-2">
            <RoadPanel mayWalk={hasRole(role, 'trader')} />
            <JobsPanel mayStart={hasRole(role, 'owner')} />
          </div>
          <div className="min-w-0 space-y-4">
            <ResourcesPanel />
            <DatabasePanel />
            <LinkPanel />
          </div>
        </div>
      </div>
    </KnowFirst>
  )
}

function Processes() {
  const { rows } = useProcesses()
  return (
    <section aria-label="Processes">
      <h2 className="sr-only">Processes</h2>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fit,minmax(12rem,1fr))] sm:gap-4 max-sm:[&>:last-child:nth-child(odd)]:col-span-2">
        {livesOf(rows ?? []).map(life => (
          <ProcessCard key={`${life.process} ${life.beat?.host ?? ''}`} life={life} />
        ))}
      </ul>
    </section>
  )
}
