// What an API token may do, in a trader's words, and which scopes a role can hand on.
import { hasRole, type Role } from '#lib/wire/role.ts'
import { ROLE_OF_SCOPE, type Scope } from '#lib/wire/scope.ts'

type ScopeWords = { title: string; may: string; never: string }

export const SCOPE_WORDS: Readonly<Record<Scope, ScopeWords>> = {
  read: {
    title: 'Read',
    may: 'Looks: health, jobs, and whatever the desk shows you.',
    never: 'Never moves money, and changes nothing.',
  },
  propose: {
    title: 'Propose',
    may: 'Reads, and puts ideas before a person, who approves or rejects each one.',
    never: 'Never places an order by itself.',
  },
  trade: {
    title: 'Trade',
    may: 'Reads, proposes, and acts on the market as you would, within your limits.',
    never: 'Never changes your account, people or keys.',
  },
}

/** Why a scope cannot be chosen; undefined when it can. */
export function whyNotScope(scope: Scope, role: Role): string | undefined {
  const needs = ROLE_OF_SCOPE[scope]
  return hasRole(role, needs) ? undefined : `Needs the role of a ${needs}; you are a ${role}.`
}
