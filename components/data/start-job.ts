// Asks for a job and remembers what was asked until the stream tells of it.
'use client'
import { useState } from 'react'
import { type JobName, StartJob } from '#lib/wire/job.ts'
import { type AskFault, ask } from './ask.ts'

export type StartedJob = {
  start: () => void
  isAsking: boolean
  /** The id of the run that was accepted last. */
  asked: string | null
  fault: AskFault | null
}

export function useStartJob(name: JobName): StartedJob {
  const [state, setState] = useState<Omit<StartedJob, 'start'>>({ isAsking: false, asked: null, fault: null })
  const start = async () => {
    setState({ isAsking: true, asked: null, fault: null })
    const answer = await ask(StartJob, { body: { name } })
    setState({
      isAsking: false,
      asked: answer.ok ? answer.value.id : null,
      fault: answer.ok ? null : answer.error,
    })
  }
  return { ...state, start: () => void start() }
}
