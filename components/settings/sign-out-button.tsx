// Ends every session of a person, wherever they are signed in; they may come in again.
'use client'
import { useState } from 'react'
import { useAct } from '#components/data/use-act.ts'
import { type Person, SignOutPerson } from '#lib/wire/person.ts'
import { PressTwice } from './press-twice.tsx'

export function SignOutButton({ person, refresh }: { person: Person; refresh: () => Promise<void> }) {
  const { act, isBusy, fault } = useAct(SignOutPerson)
  const [ended, setEnded] = useState<number | null>(null)
  const end = async () => {
    const answer = await act({ params: { id: person.id } })
    setEnded(answer.ok ? answer.value.ended : null)
    await refresh()
  }
  return (
    <span>
      <span role="status" className="mr-2 text-xs empty:mr-0">
        {fault !== null && <span className="text-bad">{fault.message}</span>}
        {fault === null && ended !== null && <span className="text-good">{endedWords(ended)}</span>}
      </span>
      <PressTwice
        label="Sign out"
        describedAs={`Sign out ${person.name} everywhere`}
        consequence="Sign out everywhere"
        onAct={() => void end()}
        isBusy={isBusy}
      />
    </span>
  )
}

function endedWords(count: number): string {
  if (count === 0) return 'Was not signed in'
  return count === 1 ? '1 session ended' : `${count} sessions ended`
}
