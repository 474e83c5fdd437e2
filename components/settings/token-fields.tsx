// The two choices of a token: how far it reaches, and how long it lives.
'use client'
import { Choice } from '#components/ui/choice.tsx'
import type { Role } from '#lib/wire/role.ts'
import { Scope } from '#lib/wire/scope.ts'
import { SCOPE_WORDS, whyNotScope } from './scope-words.ts'
import { LIFETIME_DEFAULT_DAYS, LIFETIMES } from './token-life.ts'

type ScopeFieldProps = { role: Role; value: Scope; onChange: (scope: Scope) => void }

export function ScopeField({ role, value, onChange }: ScopeFieldProps) {
  const open = Scope.options.filter(scope => whyNotScope(scope, role) === undefined)
  const closed = Scope.options.filter(scope => !open.includes(scope))
  return (
    <Choice
      legend="What it may do"
      options={open.map(scope => {
        const { title, may, never } = SCOPE_WORDS[scope]
        return { value: scope, label: title, hint: `${may} ${never}` }
      })}
      value={value}
      onChange={onChange}
      hint={
        <>
          Default: {SCOPE_WORDS.read.title}
          {closed.map(scope => (
            <span key={scope} className="block">
              {SCOPE_WORDS[scope].title}: {whyNotScope(scope, role)}
            </span>
          ))}
        </>
      }
    />
  )
}

type LifetimeFieldProps = { days: number; onChange: (days: number) => void }

export function LifetimeField({ days, onChange }: LifetimeFieldProps) {
  return (
    <Choice
      legend="How long"
      options={LIFETIMES.map(({ days: one, title }) => ({ value: String(one), label: title }))}
      value={String(days)}
      onChange={chosen => onChange(Number(chosen))}
      hint={`Default: ${LIFETIMES.find(({ days: one }) => one === LIFETIME_DEFAULT_DAYS)?.title}. Afterwards it is worthless by itself.`}
    />
  )
}
