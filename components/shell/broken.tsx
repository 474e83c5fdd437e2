// What is shown in place of a page that broke.
'use client'
import { Button } from '#components/ui/button.tsx'
import { Harbour } from './harbour.tsx'

export function Broken({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  return (
    <Harbour>
      <h1 className="text-ink text-4xl font-semibold tracking-tight">This page broke</h1>
      <p className="text-soft mt-4 max-w-[46ch] text-base">
        Only the page: the engine does not depend on it, and no command is lost. Try again; if it breaks
        again, the log of the desk knows more.
      </p>
      {digest !== undefined && <p className="text-faint mt-4 font-mono text-xs select-all">{digest}</p>}
      <div className="mt-8">
        <Button kind="primary" onClick={retry}>
          Try again
        </Button>
      </div>
    </Harbour>
  )
}
