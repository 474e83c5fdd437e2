// How the memory of a process moved while this page was open.
'use client'
import { useState } from 'react'
import { Sparkline } from '#components/ui/sparkline.tsx'
import { bytes } from '#lib/format/bytes.ts'
import type { ProcessBeat } from '#lib/wire/process.ts'

const TRAIL_LENGTH = 60

type Trail = { incarnation: string; beatAt: number; values: readonly number[] }

export function ProcessMemory({ beat }: { beat: ProcessBeat }) {
  const [trail, setTrail] = useState<Trail>({ incarnation: '', beatAt: 0, values: [] })
  if (trail.incarnation !== beat.incarnation || trail.beatAt !== beat.beat_at) {
    const before = trail.incarnation === beat.incarnation ? trail.values : []
    const values = [...before, beat.rss_bytes].slice(-TRAIL_LENGTH)
    setTrail({ incarnation: beat.incarnation, beatAt: beat.beat_at, values })
  }
  return (
    <>
      <Sparkline values={trail.values} count={TRAIL_LENGTH} label="Memory over the last two minutes" />
      <p className="mt-1 flex items-baseline justify-between text-[0.8125rem]">
        <span className="text-faint">Memory</span>
        <span className="text-ink tabular-nums">{bytes(beat.rss_bytes)}</span>
      </p>
    </>
  )
}
