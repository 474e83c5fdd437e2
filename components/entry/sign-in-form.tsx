// Signing in: a passkey, or name, password and code in one go. It stands on its page, and in the dialog of an ended session.
'use client'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useAlive } from '#components/data/use-alive.ts'
import { Button } from '#components/ui/button.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { CodeField } from './code-field.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { faultsOfProof, focusOn, type Proof, type ProofFaults } from './proof-faults.ts'
import { SignInFault } from './sign-in-fault.tsx'
import { useSignIn } from './use-sign-in.ts'

type SignInFormProps = {
  /** Who it must be: in a dialog over the page of that person. */
  name?: string
  onEntered: () => void
}

export function SignInForm({ name: fixed, onEntered }: SignInFormProps) {
  const { busy, fault, secondsLeft, isBack, byPasskey, byPassword } = useSignIn(onEntered)
  const [proof, setProof] = useState<Proof>({ name: fixed ?? '', password: '', code: '' })
  const [faults, setFaults] = useState<ProofFaults>({})
  const [isRecovery, setIsRecovery] = useState(false)
  const [isCaps, setIsCaps] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const isAlive = useAlive()
  useEffect(() => adopt(form.current, setProof), [])

  const set = (field: keyof Proof) => (value: string) => {
    setProof(now => ({ ...now, [field]: value }))
    setFaults(now => ({ ...now, [field]: undefined }))
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy !== null) return
    const found = faultsOfProof(proof, isRecovery)
    setFaults(found)
    const first = (['name', 'password', 'code'] as const).find(field => found[field] !== undefined)
    if (first !== undefined) return focusOn(form.current, first)
    await byPassword({ ...proof, name: proof.name.trim(), code: proof.code.replace(/[\s-]/g, '') })
    setProof(now => ({ ...now, code: '' })) // a code counts once, whatever came of it
    focusOn(form.current, 'code')
  }
  return (
    <div className="space-y-5">
      <PasskeyButton
        isAlive={isAlive}
        isBusy={busy === 'passkey'}
        isOff={busy === 'password'}
        onPress={() => void byPasskey()}
      />
      <form ref={form} method="post" noValidate onSubmit={event => void submit(event)} className="space-y-4">
        <TextField
          label="Name"
          name="name"
          value={proof.name}
          onChange={set('name')}
          error={faults.name}
          autoComplete="username webauthn"
          autoCapitalize="off"
          spellCheck={false}
          readOnly={fixed !== undefined}
        />
        <PasswordField
          label="Password"
          name="password"
          value={proof.password}
          onChange={set('password')}
          error={faults.password}
          hint={isCaps ? 'Caps Lock is on' : undefined}
          onKeyDown={event => setIsCaps(event.getModifierState('CapsLock'))}
          onKeyUp={event => setIsCaps(event.getModifierState('CapsLock'))}
          onBlur={() => setIsCaps(false)}
        />
        <CodeField
          value={proof.code}
          onChange={set('code')}
          error={faults.code}
          isRecovery={isRecovery}
          onSwitch={() => {
            setIsRecovery(!isRecovery)
            set('code')('')
          }}
        />
        <SignInFault fault={fault} secondsLeft={secondsLeft} isBack={isBack} />
        <div className="grid">
          <Button
            kind="primary"
            type="submit"
            isBusy={busy === 'password'}
            disabled={!isAlive || busy === 'passkey' || secondsLeft > 0}
          >
            Sign in
          </Button>
        </div>
      </form>
    </div>
  )
}

/** What was typed, or filled in by the browser, before the page came alive. */
function adopt(form: HTMLFormElement | null, setProof: (change: (now: Proof) => Proof) => void): void {
  if (form === null) return
  const typed = new FormData(form)
  const text = (field: keyof Proof, now: string) => String(typed.get(field) ?? '') || now
  setProof(now => ({
    name: text('name', now.name),
    password: text('password', now.password),
    code: text('code', now.code),
  }))
}
