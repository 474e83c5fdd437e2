// The session has ended: signing in again over the page, which stays as it is, with all that was typed.
'use client'
import { type ComponentType, useEffect, useState } from 'react'
import type { AskFault } from '#components/data/ask.ts'
import { useMe } from '#components/data/me.tsx'
import { useResume } from '#components/data/resume.ts'
import { useTellTabs } from '#components/data/session.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Failed } from '#components/ui/states.tsx'

/** What asks who one is; handed in, because the ways in are another room's. */
export type LoadSignIn = () => Promise<SignInForm>
type SignInForm = ComponentType<{ name?: string; onEntered: () => void }>
/** It comes from the desk, which may be away just now. */
type Loaded = { Form: SignInForm } | 'failed' | null

export function SignInDialog({ load }: { load: LoadSignIn }) {
  const { id, name } = useMe()
  const resume = useResume()
  const tellTabs = useTellTabs()
  const [fault, setFault] = useState<AskFault | null>(null)
  const { loaded, again } = useLoaded(load)
  const goOn = async () => {
    const answer = await resume()
    if (answer.ok) tellTabs({ type: 'signed-in', person: id })
    setFault(answer.ok ? null : answer.error)
  }
  return (
    <Dialog
      isOpen={loaded !== null}
      title="Sign in again"
      lead="Your session has ended. The desk itself goes on, and this page stays as you left it."
    >
      {fault !== null && (
        <div className="mb-4">
          <Failed title="Signed in, but the page could not go on" fault={fault} retry={() => void goOn()} />
        </div>
      )}
      {loaded === 'failed' && <Failed fault={AWAY} title="The desk did not answer" retry={again} />}
      {loaded !== null && loaded !== 'failed' && <loaded.Form name={name} onEntered={() => void goOn()} />}
      <p className="text-faint mt-4 text-xs">
        Not <bdi>{name}</bdi>?{' '}
        <a href="/login" className="text-accent underline underline-offset-4">
          Leave this page and sign in
        </a>
      </p>
    </Dialog>
  )
}

const AWAY = { message: 'It may be restarting. What you typed is still here.', requestId: null }

function useLoaded(load: LoadSignIn): { loaded: Loaded; again: () => void } {
  const [loaded, setLoaded] = useState<Loaded>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn loads once more
  useEffect(() => {
    load().then(
      Form => setLoaded({ Form }),
      () => setLoaded('failed'),
    )
  }, [load, turn])
  return { loaded, again: () => setTurn(turn + 1) }
}
