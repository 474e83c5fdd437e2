// The first choices, a step at a time: each may be skipped, none is lost when the page is closed.
'use client'
import { useEffect, useEffectEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { FormFault } from '#components/ui/form-fault.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { Preferences } from '#lib/wire/preferences.ts'
import { Stepper } from './stepper.tsx'
import { useWelcome } from './use-welcome.ts'
import { WELCOME_STEPS } from './welcome-steps.ts'

type WelcomeViewProps = { userId: string; name: string; saved: Preferences }

export function WelcomeView({ userId, name, saved }: WelcomeViewProps) {
  const { at, draft, isBusy, fault, change, next, skip, back } = useWelcome(userId, saved)
  useEscape(back)
  const step = at === undefined ? undefined : WELCOME_STEPS[at]
  const isLast = at === WELCOME_STEPS.length - 1
  return (
    <>
      <h1 className="text-ink mb-6 text-2xl font-semibold tracking-tight wrap-break-word sm:text-3xl">
        Welcome, {name}
      </h1>
      {step === undefined || at === undefined ? (
        <Skeleton className="h-96 w-full" />
      ) : (
        <Stepper titles={WELCOME_STEPS.map(({ title }) => title)} at={at}>
          <form
            noValidate
            onSubmit={event => {
              event.preventDefault()
              if (!isBusy) next()
            }}
            className="space-y-6"
          >
            <step.View draft={draft} change={change} />
            <FormFault fault={fault} title="Your choices are not saved yet" />
            <div className="flex flex-wrap gap-2.5">
              {at > 0 && (
                <Button onClick={back} disabled={isBusy}>
                  Back
                </Button>
              )}
              <Button kind="quiet" onClick={skip} disabled={isBusy}>
                Skip
              </Button>
              <span className="grid min-w-40 flex-1">
                <Button kind="primary" type="submit" isBusy={isBusy}>
                  {isLast ? 'Go to the desk' : 'Next'}
                </Button>
              </span>
            </div>
            <p className="text-faint text-xs">All of this can be changed at any time under Settings.</p>
          </form>
        </Stepper>
      )}
    </>
  )
}

/** Esc goes a step back; where the browser uses it itself, in a list that is open, it is not for us. */
function useEscape(back: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) back()
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => pressed(event)
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
}
