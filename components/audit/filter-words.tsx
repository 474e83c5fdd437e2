// The parts of the filter that are typed.
'use client'
import { type FormEvent, useState } from 'react'
import { TextField } from '#components/ui/text-field.tsx'
import type { AuditFilter } from '#lib/wire/audit.ts'
import { QUICK } from './audit-filter.ts'
import { KNOWN_ACTIONS } from './entry-words.ts'

const ACTIONS_LIST = 'known-actions'

type Texts = { action: string; object: string; correlation_id: string }

/** What is typed counts when it is done: by Enter, or by going on to the next field. */
export function FilterWords({ filter, onChoose }: { filter: AuditFilter; onChoose: (part: Texts) => void }) {
  const isQuick = QUICK.some(({ action }) => action === filter.action)
  const [known, setKnown] = useState(filter)
  const [texts, setTexts] = useState(textsOf(filter))
  // A choice from elsewhere, the back button too, is what stands in the fields then.
  if (known !== filter) {
    setKnown(filter)
    setTexts(textsOf(filter))
  }
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
      <TextField label="Object" placeholder="Its id, whole" {...field('object')} />
      <TextField label="Correlation id" placeholder="Of one wish" {...field('correlation_id')} />
      <button type="submit" className="sr-only" tabIndex={-1}>
        Filter
      </button>
    </form>
  )
}

/** What a quick filter stands for is not spelled out where one types. */
function textsOf({ action = '', object = '', correlation_id = '' }: AuditFilter): Texts {
  const isQuick = QUICK.some(quick => quick.action === action)
  return { action: isQuick ? '' : action, object, correlation_id }
}
