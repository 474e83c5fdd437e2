// The text of a token just made: shown this once, with a call that tries it.
'use client'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { ShownOnce } from './shown-once.tsx'
import { curlOf } from './token-life.ts'

export function NewToken({ text, onDone }: { text: string; onDone: () => void }) {
  return (
    <ShownOnce label="New token">
      <Notice severity="safe" title="The token is shown this once">
        Put it where your program keeps its secrets. Whoever has it comes in as you, as far as its scope goes.
      </Notice>
      <CopyField label="Token" value={text} />
      <CopyField label="Try it" value={curlOf(location.origin, text)} />
      <Button onClick={onDone}>I have copied it</Button>
    </ShownOnce>
  )
}
