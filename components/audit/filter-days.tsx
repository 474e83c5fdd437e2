// The days of the filter, as the zone of whoever reads has them.
'use client'
import { TextField } from '#components/ui/text-field.tsx'
import { dayAfter, dayIn, dayStart } from '#lib/format/day-in.ts'
import type { AuditFilter } from '#lib/wire/audit.ts'
import { useSpelling } from './use-spelling.ts'

type FilterDaysProps = {
  filter: AuditFilter
  onChoose: (part: { from?: number | '' | undefined; until?: number | '' | undefined }) => void
}

export function FilterDays({ filter: { from, until }, onChoose }: FilterDaysProps) {
  const { zone } = useSpelling()
  return (
    <>
      <TextField
        label="From day"
        type="date"
        value={from === undefined ? '' : dayIn(from, zone)}
        onChange={day => onChoose({ from: dayStart(day, zone) ?? '' })}
      />
      <TextField
        label="To day"
        type="date"
        value={until === undefined ? '' : dayIn(until - 1, zone)}
        onChange={day => onChoose({ until: dayAfter(day, zone) ?? '' })}
      />
    </>
  )
}
