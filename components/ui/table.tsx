// A table that is read by line: fixed columns, rows as high as the density says, walked by J and K.
import type { KeyboardEvent, ReactNode } from 'react'
import { classes } from './classes.ts'

export type Column = {
  key: string
  title: string
  align?: 'right'
  /** As CSS says it; columns without one share what is left. */
  width?: string
  /** Left out where there is no room for it: what it says must stand elsewhere, too. */
  isHidden?: 'phone'
}

export function Table({
  label,
  columns,
  children,
}: {
  label: string
  columns: readonly Column[]
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by Tab
    <section aria-label={label} tabIndex={0} className="min-w-0 overflow-x-auto rounded-md">
      <table className="w-full table-fixed border-collapse text-left text-[0.8125rem]">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-line border-b">
            {columns.map(({ key, title, align, width, isHidden }) => (
              <th
                key={key}
                scope="col"
                style={width === undefined ? undefined : { width }}
                className={classes(
                  'h-8 px-cell text-faint text-xs font-medium first:pl-0 last:pr-0',
                  align === 'right' && 'text-right',
                  isHidden === 'phone' && 'max-md:hidden',
                )}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

export function Row({ onOpen, children }: { onOpen?: () => void; children: ReactNode }) {
  const open = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.()
  }
  return (
    <tr
      data-row
      tabIndex={-1}
      onKeyDown={open}
      className="border-line hover:bg-raised/60 focus:bg-accent-wash border-b last:border-b-0 focus:-outline-offset-2"
    >
      {children}
    </tr>
  )
}

type CellProps = { align?: 'right'; isHidden?: 'phone'; children: ReactNode }

export function Cell({ align, isHidden, children }: CellProps) {
  return (
    <td
      className={classes(
        'h-row px-cell text-ink align-middle first:pl-0 last:pr-0',
        align === 'right' && 'text-right tabular-nums',
        isHidden === 'phone' && 'max-md:hidden',
      )}
    >
      {children}
    </td>
  )
}
