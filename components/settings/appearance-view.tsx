// How the desk looks: seen here as it is chosen, on every page of every tab at once.
'use client'
import type { ReactNode } from 'react'
import { Choice } from '#components/ui/choice.tsx'
import { PalettePreview } from '#components/ui/palette-preview.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { DensityPreview, ThemePreview } from './look-previews.tsx'
import { CHOICES, type Chosen, defaultWords } from './preference-words.ts'
import { SaveMark } from './save-mark.tsx'
import { Column, Section } from './section.tsx'
import { useSetting } from './use-setting.ts'
import { ZoneSetting } from './zone-setting.tsx'

export function AppearanceView() {
  return (
    <Section width="pair" lead="How the desk looks for you, on every device you sign in from.">
      <Column>
        <Panel title="Colours">
          <div className="space-y-6">
            <ChoiceSetting name="theme" legend="Theme" picture={theme => <ThemePreview theme={theme} />} />
            <ChoiceSetting
              name="palette"
              legend="Up and down"
              picture={palette => <PalettePreview palette={palette} />}
            />
          </div>
        </Panel>
      </Column>
      <Column>
        <Panel title="Room and motion">
          <div className="space-y-6">
            <ChoiceSetting
              name="density"
              legend="Density"
              picture={density => <DensityPreview density={density} />}
            />
            <ChoiceSetting name="motion" legend="Motion" />
          </div>
        </Panel>
        <Panel title="Time">
          <ZoneSetting />
        </Panel>
      </Column>
    </Section>
  )
}

type ChoiceSettingProps<Name extends Chosen> = {
  name: Name
  legend: string
  picture?: (value: (typeof CHOICES)[Name][number]['value']) => ReactNode
}

function ChoiceSetting<Name extends Chosen>({ name, legend, picture }: ChoiceSettingProps<Name>) {
  const { value, change, saving } = useSetting(name)
  const options = CHOICES[name].map(({ value: one, title, note }) => ({
    value: one,
    label: title,
    hint: note,
    picture: picture?.(one),
  }))
  return (
    <Choice
      legend={legend}
      options={options}
      value={value}
      onChange={change}
      hint={<SaveMark saving={saving} standard={defaultWords(name)} />}
    />
  )
}
