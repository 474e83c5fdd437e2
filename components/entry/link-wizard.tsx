// From a link to a seat at the desk: who one is, the authenticator app, the recovery codes, and a passkey for whoever wants one.
'use client'
import { hasPasskeys } from '#components/data/has-passkeys.ts'
import { AppStep } from './app-step.tsx'
import { CodesStep } from './codes-step.tsx'
import type { LinkFacts, Spent } from './link-spend.ts'
import { placeAfter, STEP_TITLES, stepsOf } from './link-steps.ts'
import { NewLink } from './new-link.tsx'
import { PasskeyStep } from './passkey-step.tsx'
import { Stepper } from './stepper.tsx'
import { useLinkWizard } from './use-link-wizard.ts'
import { WhoStep } from './who-step.tsx'

type LinkWizardProps = { link: LinkFacts; token: string; readAgain: () => Promise<unknown> }

export function LinkWizard({ link, token, readAgain }: LinkWizardProps) {
  const finish = ({ isEntered }: Spent) => location.replace(placeAfter(link, isEntered))
  const wizard = useLinkWizard({ link, token, finish, readAgain })
  const { at, fault, isUncertain, spent, go } = wizard
  const steps = stepsOf(link, { passkeys: hasPasskeys() })
  if (fault.rest?.code === 'GONE') {
    return (
      <NewLink page={link.kind} title="This link is not good any more">
        {isUncertain
          ? 'Your own last try may have used it: if so, sign in with what you have just chosen. If not, it became too old.'
          : 'It became too old, or was used somewhere else, while this page was open.'}
      </NewLink>
    )
  }
  return (
    <Stepper titles={steps.map(step => STEP_TITLES[step])} at={steps.indexOf(at)}>
      {(at === 'who' || at === 'proof') && <WhoStep wizard={wizard} />}
      {at === 'app' && link.enrolment !== null && <AppStep enrolment={link.enrolment} wizard={wizard} />}
      {at === 'codes' && spent?.codes != null && (
        <CodesStep
          codes={spent.codes}
          isEntered={spent.isEntered}
          onKept={() => (steps.includes('passkey') && spent.isEntered ? go('passkey') : finish(spent))}
        />
      )}
      {at === 'passkey' && spent !== null && <PasskeyStep onDone={() => finish(spent)} />}
    </Stepper>
  )
}
