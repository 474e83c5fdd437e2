// What an API token may do at most; its person's role bounds it besides. Scopes stand in a line, as roles do.
import * as z from 'zod/mini'

export const Scope = z.enum(['read', 'propose', 'trade'])
export type Scope = z.infer<typeof Scope>

export function hasScope(held: Scope, needed: Scope | 'none'): boolean {
  return needed !== 'none' && Scope.options.indexOf(held) >= Scope.options.indexOf(needed)
}
