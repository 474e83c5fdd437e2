// How a page does something: asks, goes through the doors that stand in the way, and says what became of it.
'use client'
import { useRef, useState } from 'react'
import type { Result } from '#lib/base/result.ts'
import type { AnyContract, Input, Reply } from '#lib/wire/contract.ts'
import { type AskFault, ask } from './ask.ts'
import { useGates } from './session.tsx'
import { keyFor, type Sent, sendWish } from './wish.ts'

export type Act<C extends AnyContract> = {
  act: (input?: Partial<Input<C>>) => Promise<Result<Reply<C>, AskFault>>
  isBusy: boolean
  fault: AskFault | null
  clear: () => void
}

export function useAct<C extends AnyContract>(contract: C): Act<C> {
  const gates = useGates()
  const [state, setState] = useState<{ isBusy: boolean; fault: AskFault | null }>({
    isBusy: false,
    fault: null,
  })
  const sent = useRef<Sent | null>(null)
  const underWay = useRef<{ text: string; answer: Promise<Result<Reply<C>, AskFault>> } | null>(null)

  const send = async (input: Partial<Input<C>>): Promise<Result<Reply<C>, AskFault>> => {
    const text = JSON.stringify(input)
    const key = keyFor(text, sent.current, () => crypto.randomUUID())
    setState({ isBusy: true, fault: null })
    const answer = await sendWish(() => ask(contract, input, { key }), gates)
    sent.current = { key, text, isKnown: answer.ok || answer.error.code !== 'UNREACHABLE' }
    if (!answer.ok) gates?.note(answer.error)
    setState({ isBusy: false, fault: answer.ok ? null : answer.error })
    return answer
  }
  /** Pressed twice, it is one wish; another one waits for its turn. */
  const act: Act<C>['act'] = (input = {}) => {
    const text = JSON.stringify(input)
    const before = underWay.current
    if (before?.text === text) return before.answer
    const answer = before === null ? send(input) : before.answer.then(() => send(input))
    const mine = { text, answer }
    underWay.current = mine
    return answer.finally(() => {
      if (underWay.current === mine) underWay.current = null
    })
  }
  return { ...state, act, clear: () => setState({ isBusy: false, fault: null }) }
}
