// The road of a command, as measured from this browser: there, through the engine, and back as a fact on the stream.
'use client'
import { useState } from 'react'
import { CheckRoad, type Command } from '#lib/wire/command.ts'
import { type AskFault, ask } from './ask.ts'
import { useNow, useTopic } from './use-live.ts'

export type Hops = {
  totalMs: number
  /** Until the desk said that the wish is written. */
  acceptedMs: number
  /** By the clock of the database: how long the row waited, and how long the engine took. */
  waitedMs: number
  decidedMs: number
}

export type Road =
  | { state: 'idle' }
  | { state: 'walking'; sinceMs: number }
  | { state: 'walked'; id: string; hops: Hops; at: number; outcome: Command['state'] }
  | { state: 'failed'; fault: AskFault }

type Walk = { startedMs: number; accepted: { id: string; ms: number } | null; backMs: number | null }

export function useRoad(): { road: Road; walk: () => void } {
  const { rows } = useTopic('commands')
  const now = useNow()
  const [walk, setWalk] = useState<Walk | null>(null)
  const [fault, setFault] = useState<AskFault | null>(null)
  const command = walk?.accepted && rows?.find(row => row.id === walk.accepted?.id && row.state !== 'pending')
  // The fact may be on the stream before the answer to the wish is: the later of the two ends the walk.
  if (walk !== null && command && walk.backMs === null) setWalk({ ...walk, backMs: performance.now() })

  const start = async () => {
    const startedMs = performance.now()
    setFault(null)
    setWalk({ startedMs, accepted: null, backMs: null })
    const answer = await ask(CheckRoad)
    if (answer.ok) {
      const accepted = { id: answer.value.id, ms: performance.now() - startedMs }
      setWalk({ startedMs, accepted, backMs: null })
    } else {
      setWalk(null)
      setFault(answer.error)
    }
  }
  return { road: roadOf({ walk, fault, command: command ?? null, now }), walk: () => void start() }
}

type Seen = { walk: Walk | null; fault: AskFault | null; command: Command | null; now: number }

function roadOf({ walk, fault, command, now }: Seen): Road {
  if (fault !== null) return { state: 'failed', fault }
  if (walk === null) return { state: 'idle' }
  if (walk.accepted === null || walk.backMs === null || command === null) {
    return { state: 'walking', sinceMs: walk.startedMs }
  }
  const { created_at: created, claimed_at: claimed, settled_at: settled, id, state: outcome } = command
  return {
    state: 'walked',
    id,
    outcome,
    at: settled ?? now,
    hops: {
      totalMs: walk.backMs - walk.startedMs,
      acceptedMs: walk.accepted.ms,
      waitedMs: (claimed ?? created) - created,
      decidedMs: (settled ?? claimed ?? created) - (claimed ?? created),
    },
  }
}
