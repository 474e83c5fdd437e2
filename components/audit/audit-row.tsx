// One row of the log: who did what to what, and what was other afterwards; all that is known of it when it is opened.
'use client'
import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, memo, useId } from 'react'
import { classes } from '#components/ui/classes.ts'
import type { AuditEntry, AuditFilter } from '#lib/wire/audit.ts'
import { AuditDetail } from './audit-detail.tsx'
import { DetailLine } from './detail-line.tsx'
import { actionWords, actorWords, objectWords } from './entry-words.ts'
import { useSpelling } from './use-spelling.ts'

export type RowActs = {
  onOpen: (key: string | null) => void
  onChoose: (filter: AuditFilter) => void
}
type AuditRowProps = RowActs & { rowKey: string; entry: AuditEntry; isOpen: boolean }

const CELL = 'md:h-row md:px-cell md:align-middle md:first:pl-0 md:last:pr-0'

export const AuditRow = memo(function AuditRow({ rowKey, entry, isOpen, onOpen, onChoose }: AuditRowProps) {
  const { moment } = useSpelling()
  const id = useId()
  const exact = moment(entry.at)
  const { who, by } = actorWords(entry)
  const action = actionWords(entry.action)
  const toggle = () => onOpen(isOpen ? null : rowKey)
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === event.currentTarget) toggle()
    if (event.key === 'Escape' && isOpen) toggle()
  }
  return (
    <>
      <tr
        data-row
        data-action={entry.action}
        tabIndex={-1}
        onKeyDown={press}
        onClick={event => isOwnClick(event.target) && toggle()}
        className={classes(
          'border-line cursor-pointer border-b focus:-outline-offset-2 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:-mx-2 max-md:gap-x-3 max-md:px-2 max-md:py-2.5',
          isOpen ? 'border-transparent' : 'last:border-b-0',
          'hover:bg-raised/60 focus:bg-accent-wash',
        )}
      >
        <td className={classes(CELL, 'max-md:order-2 max-md:text-right')}>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            aria-label={`${action}, ${exact}: details`}
            onClick={toggle}
            className="text-soft max-md:text-faint inline-flex min-h-7 cursor-pointer items-center gap-1.5 tabular-nums max-md:min-h-6 max-md:text-xs"
          >
            <ChevronRight
              className={classes('text-faint size-3.5 shrink-0', isOpen && 'rotate-90')}
              aria-hidden="true"
            />
            <time dateTime={new Date(entry.at).toISOString()} title={exact}>
              {exact.slice(0, 'YYYY-MM-DD HH:MM:SS'.length)}
            </time>
          </button>
        </td>
        <td className={classes(CELL, 'max-md:order-3')}>
          <span className="text-ink block truncate" title={by === null ? who : `${who}, ${by}`}>
            {who}
            {by !== null && <span className="text-faint text-xs"> {by}</span>}
          </span>
        </td>
        <td className={classes(CELL, 'max-md:order-1')}>
          <span className="text-ink block truncate font-medium" title={entry.action}>
            {action}
          </span>
        </td>
        <td className={classes(CELL, 'max-md:order-4 max-md:max-w-[45vw] max-md:text-right')}>
          <span className="text-soft block truncate" title={entry.object}>
            {objectWords(entry)}
          </span>
        </td>
        <td className={classes(CELL, 'max-md:order-5 max-md:col-span-2')}>
          <DetailLine entry={entry} />
        </td>
      </tr>
      {isOpen && (
        <tr id={id} className="border-line border-b last:border-b-0 max-md:block">
          <td colSpan={5} className="pb-4 max-md:block">
            <AuditDetail entry={entry} onChoose={onChoose} />
          </td>
        </tr>
      )}
    </>
  )
})

/** Text that is being selected, and whatever has a press of its own, opens nothing. */
function isOwnClick(target: EventTarget): boolean {
  const isPressed = target instanceof Element && target.closest('button, a') !== null
  return !isPressed && (window.getSelection()?.isCollapsed ?? true)
}
