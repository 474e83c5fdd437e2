// The head and the body of a page inside the frame: what it is, what can be done, and then the thing itself.
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

type PageProps = {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  /** A page that is read stays narrow; one that is scanned may be wide. */
  width?: 'read' | 'wide'
  children: ReactNode
}

export function Page({ title, lead, actions, width = 'wide', children }: PageProps) {
  return (
    <div className={classes('w-full', width === 'read' ? 'max-w-3xl' : 'max-w-6xl')}>
      <header
        className={classes(
          'mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3',
          lead === undefined && actions === undefined && 'max-md:contents',
        )}
      >
        <div className="min-w-0">
          {/* On a phone the bar above says it already. */}
          <h1 className="text-ink text-xl font-semibold tracking-tight max-md:sr-only">{title}</h1>
          {lead !== undefined && <p className="text-soft mt-1 max-w-[68ch] text-[0.8125rem]">{lead}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
