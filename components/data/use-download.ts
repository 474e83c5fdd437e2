// How a page hands a file to the person: through the same doors as any other wish, and then to the browser's own downloads.
'use client'
import { useState } from 'react'
import { saveFile } from '#components/ui/save-file.ts'
import type { Result } from '#lib/base/result.ts'
import type { AnyContract, Input } from '#lib/wire/contract.ts'
import { type AskFault, askFile, type TakenFile } from './ask.ts'
import { useGates } from './session.tsx'
import { sendWish } from './wish.ts'

export type Download<C extends AnyContract> = {
  /** `label` tells which of several is under way. */
  download: (input: Partial<Input<C>>, label: string) => Promise<Result<TakenFile, AskFault>>
  busyWith: string | null
}

export function useDownload<C extends AnyContract & { file: readonly string[] }>(contract: C): Download<C> {
  const gates = useGates()
  const [busyWith, setBusyWith] = useState<string | null>(null)
  const download: Download<C>['download'] = async (input, label) => {
    setBusyWith(label)
    const answer = await sendWish(() => askFile(contract, input), gates)
    if (answer.ok) saveFile(answer.value.name, answer.value.bytes)
    else gates?.note(answer.error)
    setBusyWith(null)
    return answer
  }
  return { download, busyWith }
}
