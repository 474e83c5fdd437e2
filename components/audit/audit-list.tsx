// The rows that are known, what stands in their place when there are none, and the way to more.
'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { Empty, Failed } from '#components/ui/states.tsx'
import type { AuditFilter } from '#lib/wire/audit.ts'
import { AuditTable } from './audit-table.tsx'
import { type Listing, PAGE_ROWS } from './use-audit.ts'

type AuditListProps = { listing: Listing; isFiltered: boolean; onChoose: (filter: AuditFilter) => void }

export function AuditList({ listing, isFiltered, onChoose }: AuditListProps) {
  const { entries, fault, isOld, isAsking, refresh } = listing
  const [openKey, setOpenKey] = useState<string | null>(null)
  return (
    <>
      {fault !== null && (
        <Failed title="The log could not be read" fault={fault} retry={refresh} isBusy={isAsking} />
      )}
      <div
        className={classes('border-line bg-panel rounded-xl border px-3 md:px-4', isOld && 'opacity-60')}
        aria-busy={isAsking}
      >
        {entries === null && fault === null && <SkeletonRows count={12} />}
        {entries?.length === 0 && <Nothing isFiltered={isFiltered} onChoose={onChoose} />}
        {entries !== null && entries.length > 0 && (
          <AuditTable entries={entries} openKey={openKey} onOpen={setOpenKey} onChoose={onChoose} />
        )}
      </div>
      <Foot listing={listing} />
    </>
  )
}

function Nothing({ isFiltered, onChoose }: Omit<AuditListProps, 'listing'>) {
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

function Foot({ listing: { entries, hasMore, isAskingMore, more } }: { listing: Listing }) {
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
