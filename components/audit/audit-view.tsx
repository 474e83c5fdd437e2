// The audit log: who did what, when, and what was other afterwards. It is read here, and nothing in it is changed.
'use client'
import { Button } from '#components/ui/button.tsx'
import { Page } from '#components/ui/page.tsx'
import type { JobRun } from '#lib/wire/job.ts'
import { isSame } from './audit-filter.ts'
import { AuditList } from './audit-list.tsx'
import { ChainPanel } from './chain-panel.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { FilterBar } from './filter-bar.tsx'
import { type FirstPage, useAudit, useAuditFilter } from './use-audit.ts'
import { useSpelling } from './use-spelling.ts'

type AuditViewProps = {
  first: FirstPage
  people: Parameters<typeof FilterBar>[0]['people']
  /** The last check of the chains, as the server drew the page. */
  check: JobRun | null
}

export function AuditView({ first, people, check }: AuditViewProps) {
  const { filter, choose } = useAuditFilter()
  const listing = useAudit(filter, first)
  const { zone } = useSpelling()
  return (
    <Page
      title="Audit"
      lead={`Who did what, newest first; times in ${zone}. The log only grows: nobody edits or deletes a row.`}
      actions={
        <>
          <Button size="small" onClick={listing.refresh} isBusy={listing.isAsking}>
            Refresh
          </Button>
          <ExportButtons filter={filter} />
        </>
      }
    >
      <div className="space-y-4">
        <ChainPanel first={check} />
        <FilterBar filter={filter} people={people} onChoose={choose} />
        <AuditList listing={listing} isFiltered={!isSame(filter, {})} onChoose={choose} />
      </div>
    </Page>
  )
}
