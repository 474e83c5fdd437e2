// The steps of the first choices, as data: a later step is another line here.
import type { ComponentType } from 'react'
import type { Preferences } from '#lib/wire/preferences.ts'
import { ClockStep } from './clock-step.tsx'
import { LookStep } from './look-step.tsx'
import type { WelcomeStepProps } from './step-props.ts'

type WelcomeStep = {
  id: string
  title: string
  /** What skipping it leaves as it was. */
  chooses: readonly (keyof Preferences)[]
  View: ComponentType<WelcomeStepProps>
}

export const WELCOME_STEPS: readonly WelcomeStep[] = [
  { id: 'look', title: 'Colours', chooses: ['theme', 'palette'], View: LookStep },
  { id: 'clock', title: 'Time zone', chooses: ['time_zone'], View: ClockStep },
]
