// What is shown in place of one page that broke, inside the frame.
'use client'
import { Button } from '#components/ui/button.tsx'

export function BrokenPage({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  return (
    <div className="max-w-[62ch]">
      <h1 className="text-ink text-xl font-semibold tracking-tight">This page broke</h1>
      <p className="text-soft mt-2">
        Only the page: the engine does not depend on it, and no command is lost. Try again; if it breaks
        again, the log of the desk knows more.
      </p>
      {digest !== undefined && <p className="text-faint mt-3 font-mono text-xs select-all">{digest}</p>}
      <div className="mt-5">
        <Button kind="primary" onClick={retry}>
          Try again
        </Button>
      </div>
    </div>
  )
}
