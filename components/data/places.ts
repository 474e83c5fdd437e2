// The pages of the desk, in the order of the rail. A page is named here when it exists, and shown to whom it lets in.
import { hasRole, type Role } from '#lib/wire/role.ts'

export type PlaceName = 'health' | 'audit' | 'settings' | 'api'
export type Place = {
  name: PlaceName
  title: string
  href: string
  group: 'Admin'
  needed: Role
}

export const PLACES: readonly Place[] = [
  { name: 'health', title: 'Health', href: '/health', group: 'Admin', needed: 'viewer' },
  { name: 'audit', title: 'Audit', href: '/audit', group: 'Admin', needed: 'owner' },
  { name: 'settings', title: 'Settings', href: '/settings', group: 'Admin', needed: 'viewer' },
  { name: 'api', title: 'API', href: '/docs/api', group: 'Admin', needed: 'viewer' },
]

/** The sections of the settings, for whoever wants to go straight to one. */
export const SECTIONS: readonly { title: string; href: string; needed: Role }[] = [
  { title: 'Profile', href: '/settings/profile', needed: 'viewer' },
  { title: 'Security', href: '/settings/security', needed: 'viewer' },
  { title: 'Sessions', href: '/settings/sessions', needed: 'viewer' },
  { title: 'People', href: '/settings/people', needed: 'owner' },
  { title: 'API tokens', href: '/settings/tokens', needed: 'viewer' },
  { title: 'Appearance', href: '/settings/appearance', needed: 'viewer' },
  { title: 'Keyboard', href: '/settings/keyboard', needed: 'viewer' },
]

export function isFor<Open extends { needed: Role }>(role: Role): (open: Open) => boolean {
  return ({ needed }) => hasRole(role, needed)
}

/** The place that this path lies in: `/settings/people` lies in Settings. */
export function placeOf(path: string): Place | undefined {
  return PLACES.find(({ href }) => path === href || path.startsWith(`${href}/`))
}
