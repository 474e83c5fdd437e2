// How a page hands a file to the person: through the same doors as any other wish, and then to the browser's own downloads.
'use client'
import { useState } from 'react'
import type { Result } from '#lib/base/result.ts'
import { MINUTE_MS } from '#lib/base/time.ts'
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
    if (answer.ok) save(answer.value)
    else gates?.note(answer.error)
    setBusyWith(null)
    return answer
  }
  return { download, busyWith }
}

function save({ name, bytes }: TakenFile): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), MINUTE_MS) // by then the browser has taken it
}
