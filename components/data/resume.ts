// Going on after a session was replaced: the same person keeps the page as it is, another one gets a new page.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { ok, type Result } from '#lib/base/result.ts'
import { ReadMe } from '#lib/wire/account.ts'
import { type AskFault, ask } from './ask.ts'
import { enter, leave } from './enter.ts'
import { useDesk } from './live-desk.tsx'
import { useMe, useMeChange } from './me.tsx'
import { useGates, useTellTabs } from './session.tsx'

type Resume = () => Promise<Result<'same' | 'other', AskFault>>

/** After somebody signed in: asks who, reconnects the socket and lets wait no longer what waited for it. */
export function useResume(): Resume {
  const { id } = useMe()
  const changeMe = useMeChange()
  const gates = useGates()
  const desk = useDesk()
  const queries = useQueryClient()
  return useCallback(async () => {
    const answer = await ask(ReadMe)
    if (!answer.ok) return answer
    if (answer.value.id !== id) {
      location.reload()
      return ok('other')
    }
    changeMe(answer.value)
    desk.reopen()
    gates?.settle('sign-in', true)
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== ReadMe.name })
    return ok('same')
  }, [id, changeMe, gates, desk, queries])
}

/** For what ends every session of one's own and answers with a ticket, as a new password does: one stays where one is. */
export function useRenewal(): (
  work: () => Promise<Result<{ ticket: string }, AskFault>>,
) => Promise<Result<void, AskFault>> {
  const gates = useGates()
  const resume = useResume()
  return async work => {
    const release = gates?.hold()
    try {
      const answer = await work()
      if (!answer.ok) return answer
      const entered = await enter(answer.value.ticket)
      if (!entered.ok) return entered
      const resumed = await resume()
      return resumed.ok ? ok(undefined) : resumed
    } finally {
      release?.()
    }
  }
}

/** Ends this session, here and in the other tabs of this browser. */
export function useSignOut(): () => Promise<Result<void, AskFault>> {
  const gates = useGates()
  const tellTabs = useTellTabs()
  return async () => {
    const release = gates?.hold()
    const answer = await leave()
    if (!answer.ok) {
      release?.()
      return answer
    }
    tellTabs({ type: 'signed-out' })
    location.assign('/login')
    return answer
  }
}
