// Who one is at this desk: the name, and a password that the desk will take. A reset with its app at hand needs no other step.
'use client'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Role } from '#lib/wire/role.ts'
import { nameFault, passwordFault, passwordStrength } from './chosen-words.ts'
import { CodeField } from './code-field.tsx'
import { codeFault, focusOn, recoveryFault } from './proof-faults.ts'
import { SpendFaultNotice } from './spend-fault-notice.tsx'
import type { LinkWizard } from './use-link-wizard.ts'

type Faults = { name?: string | undefined; password?: string | undefined; code?: string | undefined }

const MAY: Record<Role, string> = {
  owner: 'As an owner you may do everything, and let others in.',
  trader: 'You join as a trader: you see everything that is traded here, and may trade.',
  viewer: 'You join as a viewer: you see what is traded here, and change nothing.',
}

export function WhoStep({ wizard }: { wizard: LinkWizard }) {
  const { link, at, chosen, choose, fault, forgive, isBusy, settle, spend } = wizard
  const [faults, setFaults] = useState<Faults>({})
  const [proof, setProof] = useState({ code: '', isRecovery: false })
  const { words } = passwordStrength(chosen.password)
  const hasCode = at === 'proof'
  const hasFault = (faults.password ?? fault.password) !== undefined
  const change = (field: keyof Faults) => (value: string) => {
    setFaults(now => ({ ...now, [field]: undefined }))
    forgive(field)
    if (field === 'code') setProof(now => ({ ...now, code: value }))
    else choose({ [field]: value })
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const ofCode = proof.isRecovery ? recoveryFault(proof.code) : codeFault(proof.code)
    const found: Faults = {
      name: link.name === null ? nameFault(chosen.name) : undefined,
      password: passwordFault(chosen.password),
      code: hasCode ? ofCode : undefined,
    }
    setFaults(found)
    const first = (['name', 'password', 'code'] as const).find(field => found[field] !== undefined)
    const form = event.currentTarget
    if (first !== undefined) return focusOn(form, first)
    if (hasCode) void spend(proof.code)
    else void settle().then(isSettled => isSettled || focusOn(form, 'password'))
  }
  return (
    <form method="post" noValidate onSubmit={submit} className="space-y-4">
      <p className="text-soft text-[0.8125rem]">
        {link.name === null
          ? MAY[link.role ?? 'owner']
          : `This is for ${link.name}. Every open session ends.`}
      </p>
      <TextField
        label="Name"
        name="name"
        value={chosen.name}
        onChange={change('name')}
        error={faults.name ?? fault.name}
        hint={link.name === null ? 'Shown to the others, and typed to sign in.' : undefined}
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        readOnly={link.name !== null}
      />
      <PasswordField
        label={link.kind === 'reset' ? 'New password' : 'Password'}
        name="password"
        isNew
        value={chosen.password}
        onChange={change('password')}
        error={faults.password ?? fault.password}
        hint={hasFault ? undefined : <span aria-live="polite">{words}</span>}
      />
      {hasCode && (
        <CodeField
          value={proof.code}
          onChange={change('code')}
          error={faults.code ?? fault.code}
          isRecovery={proof.isRecovery}
          onSwitch={() => setProof(now => ({ code: '', isRecovery: !now.isRecovery }))}
        />
      )}
      <SpendFaultNotice fault={fault.rest} />
      <div className="grid">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {hasCode ? 'Set the password and sign in' : 'Next'}
        </Button>
      </div>
    </form>
  )
}
