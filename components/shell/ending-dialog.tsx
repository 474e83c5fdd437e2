// Two minutes before a session ends: whoever is here says so, and nothing that was typed is lost.
'use client'
import { useState } from 'react'
import { useMeRefresh } from '#components/data/me.tsx'
import { useGates, useTellTabs } from '#components/data/session.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { countdown } from './session-clock.ts'

type EndingDialogProps = { phase: 'idle-soon' | 'old-soon'; leftMs: number }

export function EndingDialog({ phase, leftMs }: EndingDialogProps) {
  const refresh = useMeRefresh()
  const gates = useGates()
  const tellTabs = useTellTabs()
  const [isPutOff, setIsPutOff] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const stay = async () => {
    setIsAsking(true)
    await refresh()
    tellTabs({ type: 'stayed' })
    setIsAsking(false)
  }
  const isIdle = phase === 'idle-soon'
  return (
    <Dialog
      isOpen={!isPutOff}
      onClose={() => (isIdle ? void stay() : setIsPutOff(true))}
      title={isIdle ? 'Still there?' : 'This session is about to end'}
      lead={
        isIdle
          ? 'Nothing was done here for a long time. You will be signed out, and asked to sign in over this page.'
          : 'It is seven days old. Sign in again now or when it has ended: this page stays as it is.'
      }
      actions={
        isIdle ? (
          <Button kind="primary" onClick={() => void stay()} isBusy={isAsking} data-safe>
            Stay signed in
          </Button>
        ) : (
          <>
            <Button onClick={() => setIsPutOff(true)}>Later</Button>
            <Button kind="primary" onClick={() => void gates?.pass('sign-in')} data-safe>
              Sign in again
            </Button>
          </>
        )
      }
    >
      <p role="timer" className="text-ink text-3xl font-semibold tracking-tight tabular-nums">
        {countdown(leftMs)}
      </p>
    </Dialog>
  )
}
