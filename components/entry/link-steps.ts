// The steps that a link asks for, in their order, and where one goes after the last.
import type { LinkFacts } from './link-spend.ts'
import { DESK } from './next-place.ts'

export type StepName = 'who' | 'app' | 'proof' | 'codes' | 'passkey'

export const STEP_TITLES: Readonly<Record<StepName, string>> = {
  who: 'Who you are',
  app: 'Authenticator app',
  proof: 'Your new password',
  codes: 'Recovery codes',
  passkey: 'A passkey, if you like',
}

/** A reset keeps the app that there is, unless that is lost too. */
export function stepsOf({ kind, enrolment }: LinkFacts, has: { passkeys: boolean }): readonly StepName[] {
  if (enrolment === null) return ['proof']
  if (kind === 'reset' || !has.passkeys) return ['who', 'app', 'codes']
  return ['who', 'app', 'codes', 'passkey']
}

/** Whoever is new chooses first how the desk looks; whose ticket came too late signs in before that. */
export function placeAfter({ kind }: LinkFacts, isEntered: boolean): string {
  const place = kind === 'reset' ? DESK : '/welcome'
  return isEntered ? place : `/login?next=${place}`
}
