// One token: what it may do, how long it lives, when it was used last, and its end.
'use client'
import { useAct } from '#components/data/use-act.ts'
import { When } from '#components/data/when.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { classes } from '#components/ui/classes.ts'
import { FormFault } from '#components/ui/form-fault.tsx'
import type { Role } from '#lib/wire/role.ts'
import { type ApiToken, RevokeToken } from '#lib/wire/token.ts'
import { PressTwice } from './press-twice.tsx'
import { SCOPE_WORDS, whyNotScope } from './scope-words.ts'
import { TokenEnd } from './token-end.tsx'

type TokenRowProps = { token: ApiToken; role: Role; refresh: () => Promise<void> }

export function TokenRow({ token, role, refresh }: TokenRowProps) {
  const { act, isBusy, fault } = useAct(RevokeToken)
  const revoke = async () => {
    const answer = await act({ params: { id: token.id } })
    if (answer.ok || answer.error.code === 'NOT_FOUND') await refresh()
  }
  const whyLess = whyNotScope(token.scope, role)
  return (
    <li data-token={token.name} className={classes('py-3', isBusy && 'opacity-60')}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-48 max-sm:basis-full">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem]">
            <span className="text-ink min-w-0 font-medium wrap-anywhere">{token.name}</span>
            <Badge>{SCOPE_WORDS[token.scope].title}</Badge>
            <TokenEnd token={token} />
          </p>
          {whyLess !== undefined && <p className="text-faint mt-0.5 text-xs">Only reads now. {whyLess}</p>}
        </div>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-xs tabular-nums max-sm:flex-1 sm:w-40">
          <dt className="text-faint">Last used</dt>
          <dd className="text-soft sm:text-right">
            <When at={token.used_at} />
          </dd>
          <dt className="text-faint">Made</dt>
          <dd className="text-soft sm:text-right">
            <When at={token.created_at} />
          </dd>
        </dl>
        <PressTwice
          label="Revoke"
          describedAs={`Revoke the token ${token.name}`}
          consequence="Revoke it now"
          onAct={() => void revoke()}
          isBusy={isBusy}
        />
      </div>
      {fault !== null && (
        <div className="mt-2">
          <FormFault fault={fault} title="The token is still good" />
        </div>
      )}
    </li>
  )
}
