// What is shown in place of one page that broke, inside the frame; and when it broke because the desk is not ready, that it
// comes by itself.
'use client'
import { useEffect, useState } from 'react'
import { isAnswering, useAnswering } from '#components/data/use-answering.ts'
import { Button } from '#components/ui/button.tsx'

export function BrokenPage({ digest }: { digest: string | undefined }) {
  const isAway = useAway()
  return (
    <div className="max-w-[62ch]">
      <h1 className="text-ink text-xl font-semibold tracking-tight">
        {isAway ? 'The desk is not ready' : 'This page broke'}
      </h1>
      <p role="status" className="text-soft mt-2">
        {isAway
          ? 'Its database or one of its processes does not answer just now. It starts again by itself, and this page comes as soon as it has: there is nothing to do here.'
          : 'Only the page: the engine does not depend on it, and no command is lost. Try again; if it breaks again, the log of the desk knows more.'}
      </p>
      {digest !== undefined && <p className="text-faint mt-3 font-mono text-xs select-all">{digest}</p>}
      <div className="mt-5">
        {/* What broke may have broken on the server: drawing the same answer once more would not help. */}
        <Button kind="primary" onClick={() => window.location.reload()}>
          Try again
        </Button>
      </div>
    </div>
  )
}

/** Whether the desk was away when the page broke; once it answers again, the page is asked for anew. */
function useAway(): boolean {
  const [isAway, setIsAway] = useState(false)
  const isBack = useAnswering(isAway)
  useEffect(() => {
    let isShown = true
    void isAnswering().then(isThere => isShown && setIsAway(!isThere))
    return () => {
      isShown = false
    }
  }, [])
  useEffect(() => {
    if (isBack === true) window.location.reload()
  }, [isBack])
  return isAway
}
