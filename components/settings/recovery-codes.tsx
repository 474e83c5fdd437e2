// Ten codes to take away: to copy, or as a file.
'use client'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { recoveryNote } from './recovery-words.ts'
import { ShownOnce } from './shown-once.tsx'

export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const keep = () => saveAs('plimsoll-recovery-codes.txt', recoveryNote(codes, location.origin))
  return (
    <ShownOnce label="New recovery codes">
      <Notice severity="safe" title="Ten new codes, shown this once">
        The old ones are worthless from now on. Keep these where your phone is not.
      </Notice>
      <ol
        aria-label="Recovery codes"
        className="border-line bg-raised grid gap-x-6 gap-y-1 rounded-md border px-4 py-3 sm:grid-cols-2"
      >
        {codes.map(code => (
          <li key={code} className="text-ink font-mono text-[0.8125rem] break-all select-all">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" onClick={keep}>
          Save as a file
        </Button>
        <CopyButton text={codes.join('\n')} label="Copy all" />
        <Button size="small" kind="primary" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </ShownOnce>
  )
}

function saveAs(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
