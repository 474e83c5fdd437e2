// Which clock the desk shows: that of this device, the one of the exchanges, or that of any other place.
'use client'
import { useState } from 'react'
import { useMinute } from '#components/data/use-minute.ts'
import { Choice } from '#components/ui/choice.tsx'
import { CONTROL, Field } from '#components/ui/field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { momentIn } from '#lib/format/moment-in.ts'
import { zonesLike, zoneTitle } from '#lib/format/zones.ts'
import { DEFAULT_PREFERENCES } from '#lib/wire/default-preferences.ts'
import type { WelcomeStepProps } from './step-props.ts'

const { time_zone: UTC } = DEFAULT_PREFERENCES
type Kind = 'here' | 'utc' | 'other'

export function ClockStep({ draft, change }: WelcomeStepProps) {
  const now = useMinute()
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const zone = draft.time_zone
  const [kind, setKind] = useState<Kind>(zone === UTC ? 'utc' : zone === here ? 'here' : 'other')
  const clock = (timeZone: string) =>
    momentIn(now, timeZone).slice('YYYY-MM-DD '.length, 'YYYY-MM-DD HH:MM'.length)
  const choose = (chosen: Kind) => {
    setKind(chosen)
    if (chosen !== 'other') change({ time_zone: chosen === 'utc' ? UTC : here })
  }
  const options: { value: Kind; label: string; hint: string }[] = [
    { value: 'utc', label: 'UTC', hint: `${clock(UTC)} now, as exchanges and logs have it` },
    ...(here === UTC
      ? []
      : [{ value: 'here' as const, label: zoneTitle(here), hint: `${clock(here)} now, as on this device` }]),
    {
      value: 'other',
      label: 'Another place',
      hint: zone === UTC || zone === here ? 'Choose it below' : `${clock(zone)} now`,
    },
  ]
  return (
    <div className="space-y-5">
      <Choice
        legend="Times are shown in"
        hint="Only how they are shown: inside, and in every export, times are UTC."
        options={options}
        value={kind}
        onChange={choose}
      />
      {kind === 'other' && <ZoneList zone={zone} onChange={time_zone => change({ time_zone })} />}
    </div>
  )
}

const ROWS = 7

function ZoneList({ zone, onChange }: { zone: string; onChange: (zone: string) => void }) {
  const [like, setLike] = useState('')
  const found = zonesLike(like, Intl.supportedValuesOf('timeZone'))
  return (
    <div className="space-y-3">
      <TextField
        label="Find a city or a region"
        type="search"
        value={like}
        onChange={setLike}
        autoComplete="off"
      />
      <Field
        label="Time zone"
        hint={found.length === 0 ? 'No zone is named like that.' : `${found.length} to choose from`}
      >
        {ties => (
          <select
            {...ties}
            size={ROWS}
            value={found.includes(zone) ? zone : ''}
            onChange={event => onChange(event.currentTarget.value)}
            className={`${CONTROL} h-auto! py-1.5`}
          >
            {found.map(id => (
              <option key={id} value={id}>
                {zoneTitle(id)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  )
}
