// What an API token may do at most; its person's role bounds it besides. Scopes stand in a line, as roles do.
import * as z from 'zod/mini'
import type { Role } from './role.ts'

export const Scope = z.enum(['read', 'propose', 'trade'])
export type Scope = z.infer<typeof Scope>

/** The least role that may hand a scope on: what one may not do oneself, a program of one's own may not either. */
export const ROLE_OF_SCOPE: Readonly<Record<Scope, Role>> = {
  read: 'viewer',
  propose: 'trader',
  trade: 'trader',
}

export function hasScope(held: Scope, needed: Scope | 'none'): boolean {
  return needed !== 'none' && Scope.options.indexOf(held) >= Scope.options.indexOf(needed)
}
