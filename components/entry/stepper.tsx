// Where one is among a few steps: a line of them, and the title of this one, which gets the focus when it comes.
'use client'
import { type ReactNode, useEffect, useRef } from 'react'
import { classes } from '#components/ui/classes.ts'

type StepperProps = { titles: readonly string[]; at: number; children: ReactNode }

export function Stepper({ titles, at, children }: StepperProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(at)
  useEffect(() => {
    if (shown.current !== at) heading.current?.focus() // not at the start: the page has just been opened
    shown.current = at
  }, [at])
  return (
    <section aria-labelledby="step">
      <ol className="mb-5 flex gap-1.5 print:hidden" aria-label="Steps">
        {titles.map((title, index) => (
          <li
            key={title}
            aria-current={index === at ? 'step' : undefined}
            className={classes(
              'h-1 flex-1 rounded-full border border-transparent',
              index <= at ? 'bg-accent' : 'bg-line-strong',
            )}
          >
            <span className="sr-only">{title}</span>
          </li>
        ))}
      </ol>
      <h2
        id="step"
        ref={heading}
        tabIndex={-1}
        className="text-ink text-lg font-semibold tracking-tight outline-none"
      >
        {titles[at]}
      </h2>
      <p className="text-faint mb-5 text-xs print:hidden">
        Step {at + 1} of {titles.length}
      </p>
      {children}
    </section>
  )
}
