// The time zone in which times are shown; inside, and between machines, it is always UTC.
'use client'
import { useMemo } from 'react'
import { useAlive } from '#components/data/use-alive.ts'
import { useNow } from '#components/data/use-live.ts'
import { Button } from '#components/ui/button.tsx'
import { CONTROL, Field } from '#components/ui/field.tsx'
import { momentIn } from '#lib/format/moment-in.ts'
import { type ZoneGroup, zoneGroups } from '#lib/format/zones.ts'
import { DEFAULT_PREFERENCES } from '#lib/wire/default-preferences.ts'
import { SaveMark } from './save-mark.tsx'
import { useSetting } from './use-setting.ts'

const { time_zone: STANDARD } = DEFAULT_PREFERENCES

export function ZoneSetting() {
  const { value, change, saving } = useSetting('time_zone')
  const { groups, here } = useZones()
  const isListed = value === STANDARD || groups.some(({ zones }) => zones.some(({ id }) => id === value))
  return (
    <div className="max-w-md space-y-3">
      <Field label="Time zone" hint={<SaveMark saving={saving} standard={`Default: ${STANDARD}`} />}>
        {ties => (
          <select
            {...ties}
            value={value}
            onChange={event => change(event.currentTarget.value)}
            className={CONTROL}
          >
            <option value={STANDARD}>{STANDARD}, as exchanges and logs have it</option>
            {!isListed && <option value={value}>{value}</option>}
            {groups.map(({ region, zones }) => (
              <optgroup key={region} label={region}>
                {zones.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <p className="text-soft text-[0.8125rem]">
        There it is now <Clock zone={value} />
      </p>
      {here !== null && here !== value && (
        <Button onClick={() => change(here)}>Use {here}, as this browser does</Button>
      )}
    </div>
  )
}

/** Only a browser knows its zones: the server's list may be another one. */
function useZones(): { groups: ZoneGroup[]; here: string | null } {
  const isAlive = useAlive()
  return useMemo(
    () =>
      isAlive
        ? {
            groups: zoneGroups(Intl.supportedValuesOf('timeZone')),
            here: new Intl.DateTimeFormat().resolvedOptions().timeZone,
          }
        : { groups: [], here: null },
    [isAlive],
  )
}

function Clock({ zone }: { zone: string }) {
  const now = useNow()
  return <span className="text-ink font-medium tabular-nums">{now === 0 ? '…' : momentIn(now, zone)}</span>
}
