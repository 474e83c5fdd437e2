// The body of one page of the settings: what it is about in a sentence, then its panels.
import type { ReactNode } from 'react'
import { classes } from '#components/ui/classes.ts'

type SectionProps = {
  lead: ReactNode
  actions?: ReactNode
  /** A list with many columns wants the room; `pair`: two columns of panels where there is room for both. */
  width?: 'read' | 'wide' | 'pair'
  children: ReactNode
}

export function Section({ lead, actions, width = 'read', children }: SectionProps) {
  return (
    <div className={classes('pt-5', width === 'read' && 'max-w-3xl')}>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="text-soft max-w-[80ch] text-[0.8125rem] text-pretty">{lead}</p>
        {actions}
      </div>
      <div className={width === 'pair' ? 'grid items-start gap-4 xl:grid-cols-2' : 'space-y-4'}>
        {children}
      </div>
    </div>
  )
}

/** One of a pair: what grows in it moves nothing in the other. */
export function Column({ children }: { children: ReactNode }) {
  return <div className="min-w-0 space-y-4">{children}</div>
}
