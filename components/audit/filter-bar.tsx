// The parts of the filter: whoever acted, what was done, to what, by which wish, and on which days of one's own zone.
'use client'
import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { SelectField } from '#components/ui/select-field.tsx'
import type { AuditFilter } from '#lib/wire/audit.ts'
import { changed, isSame } from './audit-filter.ts'
import { FilterDays } from './filter-days.tsx'
import { FilterWords } from './filter-words.tsx'
import { QuickFilters } from './quick-filters.tsx'
import { type Named, whoOptions } from './who-options.ts'

type FilterBarProps = {
  filter: AuditFilter
  people: readonly Named[]
  onChoose: (filter: AuditFilter) => void
}

export function FilterBar({ filter, people, onChoose }: FilterBarProps) {
  const id = useId()
  /** On a phone only what is in force is worth its room. */
  const [isWide, setIsWide] = useState(!isSame(changed(filter, { action: '' }), {}))
  const choose = (part: Parameters<typeof changed>[1]) => onChoose(changed(filter, part))
  return (
    <section aria-label="Filter" className="space-y-3">
      <QuickFilters filter={filter} onChoose={onChoose} />
      <div className="md:hidden">
        <Button size="small" onClick={() => setIsWide(!isWide)} aria-expanded={isWide} aria-controls={id}>
          {isWide ? 'Fewer filters' : 'More filters'}
        </Button>
      </div>
      <div
        id={id}
        className={classes(
          'grid grid-cols-2 items-end gap-3 md:grid-cols-3 xl:grid-cols-6',
          !isWide && 'max-md:hidden',
        )}
      >
        <FilterWords filter={filter} onChoose={choose} />
        <SelectField
          label="Who"
          value={filter.actor ?? ''}
          options={whoOptions(filter.actor, people)}
          onChange={actor => choose({ actor })}
        />
        <FilterDays filter={filter} onChoose={choose} />
      </div>
      {!isSame(filter, {}) && (
        <Button kind="quiet" size="small" onClick={() => onChoose({})}>
          Clear the filter
        </Button>
      )}
    </section>
  )
}
