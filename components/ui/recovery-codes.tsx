// Ten codes to take away: to copy, as a file, and by whatever else stands beside these two.
'use client'
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { recoveryNote } from '#lib/format/recovery-note.ts'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import { saveFile } from './save-file.ts'

export function RecoveryCodes({ codes, children }: { codes: readonly string[]; children: ReactNode }) {
  const note = recoveryNote(codes, location.host)
  return (
    <>
      <ol
        aria-label="Recovery codes"
        className="border-line bg-raised text-ink grid gap-x-6 gap-y-1.5 rounded-lg border px-4 py-3 font-mono text-[0.8125rem] print:border-0"
      >
        {codes.map((code, index) => (
          <li key={code} className="flex gap-2.5">
            <span className="text-faint w-4 shrink-0 text-right select-none" aria-hidden="true">
              {index + 1}
            </span>
            <span data-recovery-code className="break-all select-all">
              {code}
            </span>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <CopyButton text={note} label="Copy all" />
        <Button
          size="small"
          onClick={() => saveFile('plimsoll-recovery-codes.txt', new Blob([note], { type: 'text/plain' }))}
        >
          <Download className="size-3.5" aria-hidden="true" />
          Download
        </Button>
        {children}
      </div>
    </>
  )
}
