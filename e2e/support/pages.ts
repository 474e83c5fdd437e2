// Every page of the desk, once: who looks at it, and what it says first. Journeys, pictures and figures walk this list.
export type PageOfDesk = {
  readonly path: string
  /** A newcomer comes before anybody owns the desk; a stranger is one who is not signed in. */
  readonly as: 'newcomer' | 'stranger' | 'owner'
  readonly title: string
  /** Its first heading. */
  readonly shows: string
}

export const NO_PAGE = '/nowhere'

export const PAGES: readonly PageOfDesk[] = [
  { path: '/', as: 'newcomer', title: 'Plimsoll', shows: 'Know your waterline.' },
  { path: '/login', as: 'stranger', title: 'Sign in · Plimsoll', shows: 'Sign in' },
  { path: '/setup', as: 'newcomer', title: 'Set-up · Plimsoll', shows: 'Set up your desk' },
  { path: '/invite', as: 'stranger', title: 'Invitation · Plimsoll', shows: 'Join the desk' },
  { path: '/reset', as: 'stranger', title: 'New password · Plimsoll', shows: 'A new password' },
  { path: NO_PAGE, as: 'stranger', title: 'Plimsoll', shows: 'There is no such page' },
  { path: '/welcome', as: 'owner', title: 'Welcome · Plimsoll', shows: 'Welcome, Ada' },
  { path: '/health', as: 'owner', title: 'Health · Plimsoll', shows: 'Everything runs' },
  { path: '/audit', as: 'owner', title: 'Audit · Plimsoll', shows: 'Audit' },
  { path: '/settings/profile', as: 'owner', title: 'Profile · Plimsoll', shows: 'Settings' },
  { path: '/settings/security', as: 'owner', title: 'Security · Plimsoll', shows: 'Settings' },
  { path: '/settings/sessions', as: 'owner', title: 'Sessions · Plimsoll', shows: 'Settings' },
  { path: '/settings/people', as: 'owner', title: 'People · Plimsoll', shows: 'Settings' },
  { path: '/settings/tokens', as: 'owner', title: 'API tokens · Plimsoll', shows: 'Settings' },
  { path: '/settings/appearance', as: 'owner', title: 'Appearance · Plimsoll', shows: 'Settings' },
  { path: '/settings/keyboard', as: 'owner', title: 'Keyboard · Plimsoll', shows: 'Settings' },
  { path: '/docs/api', as: 'owner', title: 'API · Plimsoll', shows: 'API' },
]
