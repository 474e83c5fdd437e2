// The pages of the settings, in the order they are walked, and who may open each.
import { hasRole, type Role } from '#lib/wire/role.ts'

type Section = { href: string; label: string; access: Role }

const SECTIONS: readonly Section[] = [
  { href: '/settings/profile', label: 'Profile', access: 'viewer' },
  { href: '/settings/security', label: 'Security', access: 'viewer' },
  { href: '/settings/sessions', label: 'Sessions', access: 'viewer' },
  { href: '/settings/people', label: 'People', access: 'owner' },
  { href: '/settings/tokens', label: 'API tokens', access: 'viewer' },
  { href: '/settings/appearance', label: 'Appearance', access: 'viewer' },
  { href: '/settings/keyboard', label: 'Keyboard', access: 'viewer' },
]

export function sectionsFor(role: Role): Section[] {
  return SECTIONS.filter(({ access }) => hasRole(role, access))
}
