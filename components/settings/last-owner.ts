// The desk never loses its last owner: the rule as the page tells it. The server decides; this says why before one tries.
import type { Person } from '#lib/wire/person.ts'

export function isLastOwner(
  person: Pick<Person, 'id' | 'role'>,
  people: readonly Pick<Person, 'id' | 'role'>[],
) {
  return person.role === 'owner' && !people.some(({ id, role }) => role === 'owner' && id !== person.id)
}

export const LAST_OWNER =
  'The only owner stays one, or nobody could let people in. Make somebody else an owner first.'
