// What a role is, in the words of those who give and bear it.
import { hasRole, type Role } from '#lib/wire/role.ts'

export const ROLE_WORDS: Readonly<Record<Role, { title: string; may: string }>> = {
  viewer: { title: 'Viewer', may: 'Sees everything of the desk and changes nothing but their own account.' },
  trader: { title: 'Trader', may: 'Sees everything, and acts on the market within the limits of the desk.' },
  owner: {
    title: 'Owner',
    may: 'Sees everything, acts on the market, decides who may enter, and reads the audit log.',
  },
}

/** What a person may do by another role; undefined when it is the one they have. */
export function roleChangeWords(from: Role, to: Role): string | undefined {
  if (from === to) return undefined
  const { may } = ROLE_WORDS[to]
  return hasRole(to, from)
    ? `From now on: ${may}`
    : `From now on, on every page that is open too, no more than this: ${may}`
}
