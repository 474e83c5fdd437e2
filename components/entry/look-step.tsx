// How the desk looks: the theme and what up and down are, on the page itself while one chooses.
'use client'
import { Choice } from '#components/ui/choice.tsx'
import { PalettePreview } from '#components/ui/palette-preview.tsx'
import type { Palette, Theme } from '#lib/wire/preferences.ts'
import { RiskScale } from './risk-scale.tsx'
import type { WelcomeStepProps } from './step-props.ts'

const THEMES: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
]
const PALETTES: readonly { value: Palette; label: string; hint: string }[] = [
  { value: 'classic', label: 'Classic', hint: 'Up is green, down is red' },
  { value: 'colour-blind', label: 'Colour-blind', hint: 'Up is blue, down is orange' },
  { value: 'red-up', label: 'Red up', hint: 'Up is red, down is green' },
]

export function LookStep({ draft, change }: WelcomeStepProps) {
  return (
    <div className="space-y-5">
      <Choice legend="Theme" options={THEMES} value={draft.theme} onChange={theme => change({ theme })} />
      <Choice
        legend="Up and down"
        hint="Rising candles are hollow and falling ones filled in every palette: colour never says it alone."
        options={PALETTES.map(option => ({ ...option, picture: <PalettePreview palette={option.value} /> }))}
        value={draft.palette}
        onChange={palette => change({ palette })}
      />
      <RiskScale />
    </div>
  )
}
