// Roles stand in a line: whoever may do more may do all that is below.
import * as z from 'zod/mini'

export const Role = z.enum(['viewer', 'trader', 'owner'])
export type Role = z.infer<typeof Role>

export function hasRole(held: Role, needed: Role): boolean {
  return Role.options.indexOf(held) >= Role.options.indexOf(needed)
}
