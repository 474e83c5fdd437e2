// The audit log: who did what, when, and what was other afterwards. It is read here, and nothing in it is changed.
'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { Page } from '#components/ui/page.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { Empty, Failed } from '#components/ui/states.tsx'
import type { JobRun } from '#lib/wire/job.ts'
import { isSame } from './audit-filter.ts'
import { AuditTable } from './audit-table.tsx'
import { ChainPanel } from './chain-panel.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { FilterBar, type Named } from './filter-bar.tsx'
import { QuickFilters } from './quick-filters.tsx'
import { type FirstPage, PAGE_ROWS, useAudit, useAuditFilter } from './use-audit.ts'
import { useSpelling } from './use-spelling.ts'

type AuditViewProps = {
  first: FirstPage
  people: readonly Named[]
  /** The last check of the chains, as the server drew the page. */
  check: JobRun | null
}

export function AuditView({ first, people, check }: AuditViewProps) {
  const { filter, choose } = useAuditFilter()
  const listing = useAudit(filter, first)
  const { zone } = useSpelling()
  const { entries, fault, isOld, isAsking } = listing
  return (
    <Page
      title="Audit"
      lead={`Who did what, newest first; times in ${zone}. The log only grows: nobody edits or deletes a row.`}
      actions={
        <>
          <Button size="small" onClick={listing.refresh} isBusy={isAsking}>
            Refresh
          </Button>
          <ExportButtons filter={filter} />
        </>
      }
    >
      <div className="space-y-4">
        <ChainPanel first={check} />
        <section aria-label="Filter" className="space-y-3">
          <QuickFilters filter={filter} onChoose={choose} />
          <FilterBar filter={filter} people={people} onChoose={choose} />
        </section>
        {fault !== null && (
          <Failed title="The log could not be read" fault={fault} retry={listing.refresh} isBusy={isAsking} />
        )}
        <div
          className={classes('border-line bg-panel rounded-xl border px-3 md:px-4', isOld && 'opacity-60')}
          aria-busy={isAsking}
        >
          {entries === null ? (
            fault === null && <SkeletonRows count={12} />
          ) : (
            <Rows entries={entries} isFiltered={!isSame(filter, {})} onChoose={choose} />
          )}
        </div>
        <Foot listing={listing} />
      </div>
    </Page>
  )
}

type RowsProps = Pick<Parameters<typeof AuditTable>[0], 'entries' | 'onChoose'> & { isFiltered: boolean }

function Rows({ entries, isFiltered, onChoose }: RowsProps) {
  const [openKey, setOpenKey] = useState<string | null>(null)
  if (entries.length > 0) {
    return <AuditTable entries={entries} openKey={openKey} onOpen={setOpenKey} onChoose={onChoose} />
  }
  return (
    <div className="py-4">
      {isFiltered ? (
        <Empty
          title="No row answers this filter"
          action={
            <Button size="small" onClick={() => onChoose({})}>
              Clear the filter
            </Button>
          }
        >
          Take a part of it away, or widen the days. An action is found by its whole name or by what stands
          before its dot: “session” finds “session.opened”.
        </Empty>
      ) : (
        <Empty title="Nothing was done yet">
          Whatever is done at this desk from now on stands here, with who did it and when.
        </Empty>
      )}
    </div>
  )
}

function Foot({ listing }: { listing: ReturnType<typeof useAudit> }) {
  const { entries, hasMore, isAskingMore, more } = listing
  if (entries === null || entries.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-3">
      {hasMore && (
        <Button onClick={more} isBusy={isAskingMore}>
          Show {PAGE_ROWS} more
        </Button>
      )}
      <p className="text-faint text-xs tabular-nums" role="status">
        {hasMore ? `The newest ${entries.length} rows` : rowsInWords(entries.length)}
      </p>
    </div>
  )
}

function rowsInWords(count: number): string {
  return count === 1 ? 'One row, and no other' : `${count} rows, and no others`
}
