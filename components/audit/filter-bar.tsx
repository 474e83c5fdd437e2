// The parts of the filter: whoever acted, what was done, to what, by which wish, and on which days of one's own zone.
'use client'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { SelectField } from '#components/ui/select-field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { dayAfter, dayIn, dayStart } from '#lib/format/day-in.ts'
import type { AuditFilter } from '#lib/wire/audit.ts'
import { changed, isSame, QUICK, searchOf } from './audit-filter.ts'
import { ACTOR_KINDS, KNOWN_ACTIONS } from './entry-words.ts'
import { useSpelling } from './use-spelling.ts'

export type Named = { id: string; name: string }

type FilterBarProps = {
  filter: AuditFilter
  people: readonly Named[]
  onChoose: (filter: AuditFilter) => void
}

const ACTIONS_LIST = 'known-actions'

export function FilterBar({ filter, people, onChoose }: FilterBarProps) {
  const { zone } = useSpelling()
  const id = useId()
  /** On a phone only what is in force is worth its room. */
  const [isWide, setIsWide] = useState(!isSame(changed(filter, { action: '' }), {}))
  const choose = (part: Parameters<typeof changed>[1]) => onChoose(changed(filter, part))
  return (
    <div className="space-y-3">
      <div className="md:hidden">
        <Button size="small" onClick={() => setIsWide(!isWide)} aria-expanded={isWide} aria-controls={id}>
          {isWide ? 'Fewer filters' : 'More filters'}
        </Button>
      </div>
      <div
        id={id}
        className={classes(
          'grid grid-cols-2 items-end gap-3 md:grid-cols-3 xl:grid-cols-6',
          !isWide && 'max-md:hidden',
        )}
      >
        {/* A choice from elsewhere, the back button too, is what stands in the fields then. */}
        <Words key={searchOf(filter)} filter={filter} onChoose={choose} />
        <SelectField
          label="Who"
          value={filter.actor ?? ''}
          options={whoOptions(filter.actor, people)}
          onChange={actor => choose({ actor })}
        />
        <TextField
          label="From day"
          type="date"
          value={filter.from === undefined ? '' : dayIn(filter.from, zone)}
          onChange={day => choose({ from: day === '' ? '' : dayStart(day, zone) })}
        />
        <TextField
          label="To day"
          type="date"
          value={filter.until === undefined ? '' : dayIn(filter.until - 1, zone)}
          onChange={day => choose({ until: day === '' ? '' : dayAfter(day, zone) })}
        />
      </div>
      {!isSame(filter, {}) && (
        <Button kind="quiet" size="small" onClick={() => onChoose({})}>
          Clear the filter
        </Button>
      )}
    </div>
  )
}

type Texts = { action: string; object: string; correlation_id: string }

/** What is typed counts when it is done: by Enter, or by going on to the next field. */
function Words({ filter, onChoose }: { filter: AuditFilter; onChoose: (part: Texts) => void }) {
  const isQuick = QUICK.some(({ action }) => action === filter.action)
  const [texts, setTexts] = useState<Texts>({
    action: isQuick ? '' : (filter.action ?? ''),
    object: filter.object ?? '',
    correlation_id: filter.correlation_id ?? '',
  })
  const take = () => {
    const action = texts.action === '' && isQuick ? (filter.action ?? '') : texts.action
    onChoose({ ...texts, action })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    take()
  }
  const field = (name: keyof Texts) => ({
    value: texts[name],
    onChange: (text: string) => setTexts({ ...texts, [name]: text }),
    onBlur: take,
    autoComplete: 'off',
    spellCheck: false,
    maxLength: 120,
    enterKeyHint: 'search' as const,
  })
  return (
    <form onSubmit={submit} className="contents">
      <TextField
        label="Action"
        placeholder="session.opened"
        list={ACTIONS_LIST}
        data-filter
        {...field('action')}
      />
      <datalist id={ACTIONS_LIST}>
        {KNOWN_ACTIONS.map(action => (
          <option key={action} value={action} />
        ))}
      </datalist>
      <TextField label="Object" placeholder="An id or a name" {...field('object')} />
      <TextField label="Correlation id" placeholder="Of one wish" {...field('correlation_id')} />
      <button type="submit" className="sr-only" tabIndex={-1}>
        Filter
      </button>
    </form>
  )
}

/** Whoever is filtered for has a line, even when they have left or the link came from somewhere else. */
function whoOptions(actor: string | undefined, people: readonly Named[]) {
  const known = [
    { value: '', label: 'Everybody' },
    ...people.map(({ id, name }) => ({ value: id, label: name })),
    ...ACTOR_KINDS.map(({ kind, label }) => ({ value: kind, label })),
  ]
  const isKnown = known.some(({ value }) => value === (actor ?? ''))
  return isKnown || actor === undefined ? known : [...known, { value: actor, label: actor }]
}
