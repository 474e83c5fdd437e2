// What people most often look for, one press away.
'use client'
import { classes } from '#components/ui/classes.ts'
import type { AuditFilter } from '#lib/wire/audit.ts'
import { changed, QUICK } from './audit-filter.ts'

type QuickFiltersProps = { filter: AuditFilter; onChoose: (filter: AuditFilter) => void }

export function QuickFilters({ filter, onChoose }: QuickFiltersProps) {
  return (
    <fieldset className="-mx-4 min-w-0 overflow-x-auto px-4 md:mx-0 md:px-0">
      <legend className="sr-only">Often looked for</legend>
      <div className="flex w-max gap-1.5 py-0.5">
        {QUICK.map(({ label, action }) => {
          const isChosen = (filter.action ?? '') === action
          return (
            <button
              key={label}
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChoose(changed(filter, { action }))}
              className={classes(
                'min-h-control cursor-pointer rounded-full border px-3 text-xs font-medium whitespace-nowrap',
                isChosen
                  ? 'border-accent bg-accent-wash text-ink'
                  : 'border-line text-soft hover:border-edge hover:text-ink',
              )}
            >
              {label}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}
