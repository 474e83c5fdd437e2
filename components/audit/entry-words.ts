// Who did what to what, in words: for the actions that the desk knows, and readable for those it will learn.
import type { AuditEntry } from '#lib/wire/audit.ts'

const ACTIONS: Readonly<Record<string, string>> = {
  'audit.exported': 'Exported the audit log',
  'backup.made': 'Made a backup',
  'command.accepted': 'Sent a command',
  'command.settled': 'Settled a command',
  'invite.revoked': 'Withdrew an invitation',
  'job.queued': 'Asked for a job',
  'passkey.added': 'Added a passkey',
  'passkey.refused': 'Was refused with a passkey',
  'passkey.removed': 'Removed a passkey',
  'password.changed': 'Changed the password',
  'password.reset': 'Set a new password by a link',
  'password-change.refused': 'Was refused a new password',
  'person.invited': 'Invited somebody',
  'person.joined': 'Joined the desk',
  'person.removed': 'Removed a person',
  'person.renamed': 'Changed a name',
  'person.role-changed': 'Changed a role',
  'preferences.saved': 'Saved preferences',
  'recovery-code.used': 'Used a recovery code',
  'recovery-codes.renewed': 'Made new recovery codes',
  'reset-link.made': 'Made a link for a new password',
  'session.closed': 'Signed out',
  'session.opened': 'Signed in',
  'session.revoked': 'Ended a session',
  'session.stepped-up': 'Confirmed the second factor',
  'sessions.revoked': 'Ended sessions',
  'setup-link.made': 'Made a set-up link',
  'step-up.refused': 'Was refused with a code',
  'token.created': 'Made an API token',
  'token.revoked': 'Revoked an API token',
  'totp.renewed': 'Set up another authenticator',
}

export const KNOWN_ACTIONS = Object.keys(ACTIONS)

export function actionWords(action: string): string {
  return ACTIONS[action] ?? capital(action.replaceAll(/[._-]/g, ' '))
}

export const ACTOR_KINDS: readonly { kind: string; label: string }[] = [
  { kind: 'user', label: 'Anybody signed in' },
  { kind: 'token', label: 'Programs, by API token' },
  { kind: 'operator', label: 'The operator, by command' },
  { kind: 'system', label: 'The desk itself' },
  { kind: 'anonymous', label: 'Nobody signed in' },
]

/** Who, and by what means where that is not simply being signed in. */
export function actorWords({ actor, actor_name: name }: AuditEntry): { who: string; by: string | null } {
  const { kind, process } = actor
  switch (kind) {
    case 'user':
      return { who: name ?? shortId(textOf(actor['user_id'])), by: null }
    case 'token':
      return { who: name ?? shortId(textOf(actor['user_id'])), by: 'by API token' }
    case 'operator':
      return { who: 'Operator', by: 'by command' }
    case 'system':
      return { who: typeof process === 'string' ? capital(process) : 'The desk', by: 'by itself' }
    case 'anonymous':
      return { who: 'Nobody signed in', by: null }
    default:
      return { who: textOf(kind) || 'Unknown', by: null }
  }
}

/** What it was done to: by name where there is one, else by the head of its id. */
export function objectWords({ object, object_name: name, detail }: AuditEntry): string {
  const { name: own } = detail
  if (name !== null) return name
  return typeof own === 'string' && own !== '' ? own : shortId(object)
}

/** An id by its head; any other text as it is. */
export function shortId(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(id) ? id.slice(0, 8) : id
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
