// The filter of the audit log as it stands in the address: shared by link, and walked by the back button.
import { AuditFilter } from '#lib/wire/audit.ts'

type Search = { get(name: string): string | null }
type Name = keyof AuditFilter

const NAMES = Object.keys(AuditFilter.shape) as Name[] // the keys of a strict object

/** What cannot be read as part of a filter is left out: an address is typed by people. */
export function filterOf(search: Search): AuditFilter {
  const parts = NAMES.flatMap((name): [Name, unknown][] => {
    const text = search.get(name)?.trim()
    if (text === undefined || text === '') return []
    const part = AuditFilter.shape[name].safeParse(text)
    return part.success ? [[name, part.data]] : []
  })
  return AuditFilter.parse(Object.fromEntries(parts))
}

export function searchOf(filter: AuditFilter): string {
  const search = new URLSearchParams()
  for (const name of NAMES) {
    const value = filter[name]
    if (value !== undefined) search.set(name, String(value))
  }
  return search.size === 0 ? '' : `?${search}`
}

/** The same filter with some parts changed; an empty part is none. */
export function changed(filter: AuditFilter, part: { [N in Name]?: AuditFilter[N] | '' }): AuditFilter {
  const next = { ...filter, ...part }
  return filterOf({ get: name => (name in next ? String(next[name as Name] ?? '') : null) })
}

export function isSame(one: AuditFilter, other: AuditFilter): boolean {
  return searchOf(one) === searchOf(other)
}

/** The subjects that people look for together. */
export const QUICK: readonly { label: string; action: string }[] = [
  { label: 'Everything', action: '' },
  { label: 'People', action: 'person,invite,setup-link,reset-link' },
  { label: 'Sessions', action: 'session,sessions,step-up' },
  {
    label: 'Passwords and keys',
    action: 'password,password-change,totp,passkey,recovery-code,recovery-codes',
  },
  { label: 'API tokens', action: 'token' },
  { label: 'Commands', action: 'command' },
  { label: 'Jobs and files', action: 'job,backup,audit' },
]
