// A panel: one subject, its title, what can be done with it, and nothing else.
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

type PanelProps = {
  title: string
  /** Beside the title: state, or the one action. */
  aside?: ReactNode
  note?: ReactNode
  className?: string
  children: ReactNode
}

export function Panel({ title, aside, note, className, children }: PanelProps) {
  const id = `panel-${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`
  return (
    <section
      aria-labelledby={id}
      className={classes('flex min-w-0 flex-col rounded-xl border border-line bg-panel', className)}
    >
      <header className="px-pad flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-[calc(var(--pad)*0.7)] pb-[calc(var(--pad)*0.5)]">
        <div className="min-w-0">
          <h2 id={id} className="text-ink text-[0.9375rem] font-semibold tracking-tight">
            {title}
          </h2>
          {note !== undefined && <p className="text-faint mt-0.5 text-xs">{note}</p>}
        </div>
        {aside}
      </header>
      <div className="px-pad pb-pad flex-1">{children}</div>
    </section>
  )
}
