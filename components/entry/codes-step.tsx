// The ten recovery codes, once: to be taken away before one goes on.
'use client'
import { Printer } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { RecoveryCodes } from '#components/ui/recovery-codes.tsx'

type CodesStepProps = { codes: readonly string[]; isEntered: boolean; onKept: () => void }

export function CodesStep({ codes, isEntered, onKept }: CodesStepProps) {
  const [isKept, setIsKept] = useState(false)
  const [isAsked, setIsAsked] = useState(false)
  useEffect(() => {
    if (isKept) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isKept])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsAsked(true)
    if (isKept) onKept()
  }
  return (
    <form noValidate onSubmit={submit} className="space-y-5">
      <p className="text-soft text-[0.8125rem] print:hidden">
        Each of these lets you in once without your phone. They are shown now and never again: keep them where
        your phone is not.
      </p>
      <RecoveryCodes codes={codes}>
        <Button size="small" onClick={() => window.print()}>
          <Printer className="size-3.5" aria-hidden="true" />
          Print
        </Button>
      </RecoveryCodes>
      {!isEntered && (
        <Notice severity="medium" title="You are not signed in yet">
          Everything is saved, but the door took too long. Keep the codes, go on, and sign in.
        </Notice>
      )}
      <div className="print:hidden">
        <label className="text-ink min-h-control flex cursor-pointer items-center gap-2.5 text-[0.8125rem] font-medium">
          <input
            type="checkbox"
            checked={isKept}
            onChange={event => setIsKept(event.currentTarget.checked)}
            aria-describedby={isAsked && !isKept ? 'not-kept' : undefined}
            className="size-4 shrink-0 accent-(--accent)"
          />
          I have kept them
        </label>
        {isAsked && !isKept && (
          <p id="not-kept" role="alert" className="text-bad text-xs font-medium">
            Keep them first, and say so here: nobody can show them to you again.
          </p>
        )}
      </div>
      <div className="grid print:hidden">
        <Button kind="primary" type="submit">
          {isEntered ? 'Go on' : 'Go on and sign in'}
        </Button>
      </div>
    </form>
  )
}
