// A few words beside what has the pointer or the focus. Never the only place where something is said.
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

type TooltipProps = { text: string; side?: 'below' | 'right'; children: ReactNode }

const SIDES = {
  below: 'top-full left-1/2 mt-1.5 -translate-x-1/2',
  right: 'top-1/2 left-full ml-2 -translate-y-1/2',
}

export function Tooltip({ text, side = 'below', children }: TooltipProps) {
  return (
    <span className="group/tip relative inline-flex">
      {children}
      <span
        aria-hidden="true"
        className={classes(
          'bg-ink text-on-ink pointer-events-none absolute z-40 w-max max-w-64 rounded px-2 py-1 text-xs font-medium opacity-0 transition-opacity delay-300 duration-100',
          'group-hover/tip:opacity-100 group-has-focus-visible/tip:opacity-100 max-md:hidden',
          SIDES[side],
        )}
      >
        {text}
      </span>
    </span>
  )
}
