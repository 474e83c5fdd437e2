// Whom one can filter for: the people of the desk by name, and whatever else acts.
import { ACTOR_KINDS } from './entry-words.ts'

export type Named = { id: string; name: string }

/** Whoever is filtered for has a line, even when they have left or the link came from somewhere else. */
export function whoOptions(actor: string | undefined, people: readonly Named[]) {
  const known = [
    { value: '', label: 'Everybody' },
    ...people.map(({ id, name }) => ({ value: id, label: name })),
    ...ACTOR_KINDS.map(({ kind, label }) => ({ value: kind, label })),
  ]
  const isKnown = known.some(({ value }) => value === (actor ?? ''))
  return isKnown || actor === undefined ? known : [...known, { value: actor, label: actor }]
}
