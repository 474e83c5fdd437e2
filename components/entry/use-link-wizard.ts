// The way from a link to a seat, as state: which step, what was chosen, and what the desk said to it.
'use client'
import { useState } from 'react'
import { easyPassword } from './easy-password.ts'
import {
  type Chosen,
  type LinkFacts,
  type SpendFault,
  type Spent,
  spendFaultOf,
  spendLink,
} from './link-spend.ts'
import type { StepName } from './link-steps.ts'

export type LinkWizard = {
  link: LinkFacts
  at: StepName
  chosen: Chosen
  fault: SpendFault
  isBusy: boolean
  /** An earlier try may have come through, though its answer did not. */
  isUncertain: boolean
  spent: Spent | null
  go: (step: StepName) => void
  choose: (part: Partial<Chosen>) => void
  /** On to the app, unless the password is easy to guess; says whether it went on. */
  settle: () => Promise<boolean>
  spend: (code: string) => Promise<void>
  forgive: (field: keyof SpendFault) => void
  /** Asks for another QR code. */
  renew: () => Promise<void>
}

type Opened = {
  link: LinkFacts
  token: string
  finish: (spent: Spent) => void
  readAgain: () => Promise<unknown>
}

export function useLinkWizard({ link, token, finish, readAgain }: Opened): LinkWizard {
  const hasApp = link.enrolment === null
  const [at, go] = useState<StepName>(hasApp ? 'proof' : 'who')
  const [chosen, setChosen] = useState<Chosen>({ name: link.name ?? '', password: '' })
  const [fault, setFault] = useState<SpendFault>({})
  const [isBusy, setIsBusy] = useState(false)
  const [isUncertain, setIsUncertain] = useState(false)
  const [spent, setSpent] = useState<Spent | null>(null)

  const taken = (value: Spent) => {
    setSpent(value)
    if (value.codes === null) return finish(value) // busy until the page is gone
    setIsBusy(false)
    go('codes')
  }
  const spend = async (code: string) => {
    setIsBusy(true)
    setFault({})
    const answer = await spendLink({ link, token, chosen, code })
    if (answer.ok) return taken(answer.value)
    setIsBusy(false)
    if (answer.error.code === 'UNREACHABLE') setIsUncertain(true)
    const told = spendFaultOf(answer.error)
    setFault(told)
    if (!hasApp && (told.name !== undefined || told.password !== undefined)) go('who')
  }
  const settle = async () => {
    setIsBusy(true)
    const easy = await easyPassword({ ...chosen, site: location.hostname })
    setIsBusy(false)
    if (easy === undefined) go('app')
    else setFault({ password: easy })
    return easy === undefined
  }
  const renew = async () => {
    setIsBusy(true)
    await readAgain()
    setIsBusy(false)
    setFault({})
  }
  return {
    link,
    at,
    chosen,
    fault,
    isBusy,
    isUncertain,
    spent,
    go,
    choose: part => setChosen(now => ({ ...now, ...part })),
    settle,
    spend,
    renew,
    forgive: field => setFault(({ [field]: _, ...others }) => others),
  }
}
