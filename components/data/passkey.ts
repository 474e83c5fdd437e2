// Passkeys from the browser's side: to sign in, to step up and to add one. The package is loaded when one is used.
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  WebAuthnError,
} from '@simplewebauthn/browser'
import type * as z from 'zod/mini'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { AddPasskey, BeginPasskey, StepUpWithPasskey } from '#lib/wire/account.ts'
import { BeginPasskeySignIn, type PasskeyChallenge, SignInWithPasskey } from '#lib/wire/entry.ts'
import { type AskFault, ask } from './ask.ts'
import { hasPasskeys } from './has-passkeys.ts'

export { hasPasskeys }

/** What went wrong between the browser and its authenticator; the desk was not asked. */
export type PasskeyFault = Omit<AskFault, 'code'> & {
  code: 'CANCELLED' | 'NO_PASSKEYS' | 'KNOWN_ALREADY' | 'PASSKEY_FAILED'
}
export type EntryFault = AskFault | PasskeyFault

/** `isOffered`: in the list that opens below the name field, if the person chooses so; quiet until then. */
export type ShowOptions = { isOffered?: boolean }

export async function canOfferPasskeys(): Promise<boolean> {
  if (!hasPasskeys()) return false
  const { browserSupportsWebAuthnAutofill } = await webAuthn()
  return await browserSupportsWebAuthnAutofill()
}

/** The ticket that opens a session. */
export async function signInWithPasskey(options: ShowOptions = {}): Promise<Result<string, EntryFault>> {
  const challenge = await ask(BeginPasskeySignIn)
  if (!challenge.ok) return challenge
  const shown = await show(challenge.value, options)
  if (!shown.ok) return shown
  const answer = await ask(SignInWithPasskey, { body: shown.value })
  return answer.ok ? ok(answer.value.ticket) : answer
}

export async function stepUpWithPasskey(): Promise<
  Result<z.output<typeof StepUpWithPasskey.reply>, EntryFault>
> {
  const challenge = await ask(BeginPasskey, { body: { purpose: 'step-up' } })
  if (!challenge.ok) return challenge
  const shown = await show(challenge.value, {})
  return shown.ok ? await ask(StepUpWithPasskey, { body: shown.value }) : shown
}

/** A new one, made by the browser; the desk knows it once `AddPasskey` has brought it there. */
export async function makePasskey(): Promise<Result<Answered, EntryFault>> {
  const challenge = await ask(BeginPasskey, { body: { purpose: 'add' } })
  return challenge.ok ? await make(challenge.value) : challenge
}

export async function addPasskey(
  name: string,
): Promise<Result<z.output<typeof AddPasskey.reply>, EntryFault>> {
  const made = await makePasskey()
  return made.ok ? await ask(AddPasskey, { body: { ...made.value, name } }) : made
}

/** Whoever waits for a passkey that is offered no longer does. */
export async function stopOffering(): Promise<void> {
  const { WebAuthnAbortService } = await webAuthn()
  WebAuthnAbortService.cancelCeremony()
}

type Challenge = z.output<typeof PasskeyChallenge>
type Answered = { challenge_id: string; response: Record<string, unknown> }

async function show(
  challenge: Challenge,
  { isOffered = false }: ShowOptions,
): Promise<Result<Answered, PasskeyFault>> {
  if (!hasPasskeys()) return refused(NO_PASSKEYS)
  const { startAuthentication } = await webAuthn()
  // The desk made these options with the other half of the same package, and the browser judges each of them.
  const optionsJSON = challenge.options as Record<string, unknown> & PublicKeyCredentialRequestOptionsJSON
  return await answered(challenge, () => startAuthentication({ optionsJSON, useBrowserAutofill: isOffered }))
}

async function make(challenge: Challenge): Promise<Result<Answered, PasskeyFault>> {
  if (!hasPasskeys()) return refused(NO_PASSKEYS)
  const { startRegistration } = await webAuthn()
  // As above.
  const optionsJSON = challenge.options as Record<string, unknown> & PublicKeyCredentialCreationOptionsJSON
  return await answered(challenge, () => startRegistration({ optionsJSON }))
}

async function answered(
  { challenge_id }: Challenge,
  ceremony: () => Promise<object>,
): Promise<Result<Answered, PasskeyFault>> {
  try {
    return ok({ challenge_id, response: { ...(await ceremony()) } })
  } catch (error) {
    return refused(faultOf(error))
  }
}

/** A browser says by these names what happened, and nothing more: it keeps to itself whether there is a passkey. */
const CAUSES: Readonly<Record<string, PasskeyFault>> = {
  AbortError: fault('CANCELLED', 'The passkey was not used.'),
  NotAllowedError: fault(
    'CANCELLED',
    'No passkey was used: it was cancelled, took too long, or there is none for this desk on this device.',
  ),
  InvalidStateError: fault('KNOWN_ALREADY', 'This device holds a passkey of yours for this desk already.'),
  SecurityError: fault(
    'PASSKEY_FAILED',
    'A passkey belongs to one address, and this is another. Open the desk by the address it prints at its start.',
  ),
}
const NO_PASSKEYS = fault(
  'NO_PASSKEYS',
  'This browser has no passkeys here: they need HTTPS, or localhost. Use the password and a code.',
)

function faultOf(error: unknown): PasskeyFault {
  if (!(error instanceof Error)) throw error
  const cause = isWebAuthnError(error) && error.cause instanceof Error ? error.cause : error
  const known = CAUSES[cause.name]
  return known ?? fault('PASSKEY_FAILED', `The browser could not use a passkey (${cause.name}).`)
}

function isWebAuthnError(error: Error): error is WebAuthnError {
  return 'code' in error
}

function fault(code: PasskeyFault['code'], message: string): PasskeyFault {
  return { code, message, requestId: null, fields: [], retryAfterMs: null }
}

/** A few KiB, and not needed by whoever types a password. */
function webAuthn() {
  return import('@simplewebauthn/browser')
}
