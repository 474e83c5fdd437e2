// The session has ended: signing in again over the page, which stays as it is, with all that was typed.
'use client'
import { useState } from 'react'
import type { AskFault } from '#components/data/ask.ts'
import { useMe } from '#components/data/me.tsx'
import { useResume } from '#components/data/resume.ts'
import { useTellTabs } from '#components/data/session.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Failed } from '#components/ui/states.tsx'
import type { SignInForm } from './session-life.tsx'

export function SignInDialog({ SignInForm }: { SignInForm: SignInForm }) {
  const { id, name } = useMe()
  const resume = useResume()
  const tellTabs = useTellTabs()
  const [fault, setFault] = useState<AskFault | null>(null)
  const goOn = async () => {
    const answer = await resume()
    if (answer.ok) tellTabs({ type: 'signed-in', person: id })
    setFault(answer.ok ? null : answer.error)
  }
  return (
    <Dialog
      isOpen
      title="Sign in again"
      lead="Your session has ended. The desk itself goes on, and this page stays as you left it."
    >
      {fault !== null && (
        <div className="mb-4">
          <Failed title="Signed in, but the page could not go on" fault={fault} retry={() => void goOn()} />
        </div>
      )}
      <SignInForm name={name} onEntered={() => void goOn()} />
      <p className="text-faint mt-4 text-xs">
        Not {name}?{' '}
        <a href="/login" className="text-accent underline underline-offset-4">
          Leave this page and sign in
        </a>
      </p>
    </Dialog>
  )
}
