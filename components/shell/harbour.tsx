// The frame of the pages outside the desk: what must be read on one side, the waterline on the other.
import type { ReactNode } from 'react'
import { classes } from '#components/ui/classes.ts'
import { Mark } from '#components/ui/mark.tsx'
import { Waterline } from './waterline.tsx'

type HarbourProps = {
  /** Steps have a phone's screen for themselves. */
  isSteps?: boolean
  children: ReactNode
}

export function Harbour({ isSteps = false, children }: HarbourProps) {
  return (
    <div
      className={classes(
        'grid min-h-dvh [--control:3rem] lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:grid-rows-1 lg:[--control:2.75rem]',
        isSteps ? 'grid-rows-1' : 'grid-rows-[11rem_1fr]',
      )}
    >
      <div
        className={classes(
          'border-line bg-panel relative overflow-hidden border-b lg:sticky lg:top-0 lg:order-2 lg:block lg:h-dvh lg:border-b-0 lg:border-l print:hidden',
          isSteps && 'hidden',
        )}
      >
        <Waterline />
      </div>
      <div className="flex min-w-0 flex-col px-5 py-6 sm:px-10 lg:px-16 lg:py-10">
        <p className="text-ink flex items-center gap-2.5 text-base font-semibold tracking-tight">
          <Mark size={22} />
          Plimsoll
        </p>
        <main className="my-8 w-full max-w-[34rem] lg:my-auto lg:py-12">{children}</main>
        <p className="text-faint mt-auto text-xs print:hidden">
          Self-hosted. Nothing on this page comes from, or goes to, anywhere else.
        </p>
      </div>
    </div>
  )
}
