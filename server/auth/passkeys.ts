// Passkeys by WebAuthn: what is asked of the browser, and whether what came back is right, to the letter of the origin. Why it
// is not right is for the log; whoever sent it is told nothing of that.
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeAttestationObject, decodeClientDataJSON } from '@simplewebauthn/server/helpers'
import * as z from 'zod'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { type EpochMs, later } from '#lib/base/time.ts'
import type { Credential } from '#server/db/passkeys.ts'
import type { Auth } from './auth.ts'
import { CHALLENGE_GOOD_FOR_MS } from './challenges.ts'

type Site = Pick<Auth, 'origin' | 'rpId'>
/** The options go to the browser as they are; the challenge within them is kept here. */
export type Asked = { challenge: string; options: Record<string, unknown> }
export type Made = Credential & { publicKey: Uint8Array; counter: number; isSynced: boolean }

const ES256 = -7
const EDDSA = -8
const RS256 = -257
const ALGORITHMS = [EDDSA, ES256, RS256]

export function challengeEnd(at: EpochMs): EpochMs {
  return later(at, CHALLENGE_GOOD_FOR_MS)
}

/** Kept in the authenticator, so that it is found without a name, and never used without its person being verified. */
export async function askForNew(
  { rpId }: Site,
  of: { userId: string; name: string; known: readonly Credential[] },
): Promise<Asked> {
  const options = await generateRegistrationOptions({
    rpName: 'Plimsoll',
    rpID: rpId,
    userName: of.name,
    userDisplayName: of.name,
    userID: bytesOf(of.userId),
    timeout: CHALLENGE_GOOD_FOR_MS,
    attestationType: 'none',
    excludeCredentials: of.known.map(descriptor),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  })
  return { challenge: options.challenge, options: { ...options } }
}

/** Any that its person has for this site. */
export async function askForAny(site: Site, challenge: Uint8Array<ArrayBuffer>): Promise<Asked['options']> {
  return { ...(await generateAuthenticationOptions({ ...optionsFor(site), challenge })) }
}

/** One of these. */
export async function askForOne(site: Site, known: readonly Credential[]): Promise<Asked> {
  const options = await generateAuthenticationOptions({
    ...optionsFor(site),
    allowCredentials: known.map(descriptor),
  })
  return { challenge: options.challenge, options: { ...options } }
}

function optionsFor({ rpId }: Site) {
  return { rpID: rpId, timeout: CHALLENGE_GOOD_FOR_MS, userVerification: 'required' } as const
}

const Base64Url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(32_768)
const Frame = { id: Base64Url.max(2_048), rawId: Base64Url, type: z.literal('public-key') }
const Registration = z.object({
  ...Frame,
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.array(z.string()).max(16).catch([]).default([]),
  }),
})
const Assertion = z.object({
  ...Frame,
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.nullish(),
  }),
})
/** Whoever shows a passkey, as they say themselves: nothing of it is proved yet. */
export type Shown = z.infer<typeof Assertion>

export async function checkNew(site: Site, challenge: string, sent: unknown): Promise<Result<Made, string>> {
  const parsed = Registration.safeParse(sent)
  if (!parsed.success) return refused('not a registration')
  const { response, ...frame } = parsed.data
  return await judged(async () => {
    const strange = strangeAttestation(response.attestationObject) ?? framed(response.clientDataJSON)
    if (strange !== undefined) return refused(strange)
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...frame, response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (!verified) return refused('the attestation is not signed by its key')
    const { credential, credentialBackedUp } = registrationInfo
    return ok({
      credentialId: credential.id,
      transports: response.transports.filter(name => TRANSPORTS.includes(name)),
      publicKey: credential.publicKey,
      counter: credential.counter,
      isSynced: credentialBackedUp,
    })
  })
}

export function shownPasskey(sent: unknown): Shown | undefined {
  const parsed = Assertion.safeParse(sent)
  return parsed.success ? parsed.data : undefined
}

/** Whether the passkey itself says that it belongs to this person; nothing when it says nothing. */
export function isHandleOf({ response }: Shown, userId: string): boolean | undefined {
  if (!response.userHandle) return undefined
  return Buffer.from(response.userHandle, 'base64url').equals(bytesOf(userId))
}

/** What its counter says now; whether that may be is decided where the last one is kept. */
export async function checkShown(
  site: Site,
  challenge: string,
  of: { shown: Shown; publicKey: Uint8Array },
): Promise<Result<{ counter: number }, string>> {
  const { userHandle, ...response } = of.shown.response
  return await judged(async () => {
    const strange = framed(response.clientDataJSON)
    if (strange !== undefined) return refused(strange)
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...of.shown,
        response: { ...response, ...(userHandle ? { userHandle } : {}) },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      credential: { id: of.shown.id, publicKey: Uint8Array.from(of.publicKey), counter: 0 },
      requireUserVerification: true,
    })
    return verified ? ok({ counter: authenticationInfo.newCounter }) : refused('the signature is wrong')
  })
}

/** The library throws at whatever it does not like: all of it was sent from outside. */
async function judged<T>(judge: () => Promise<Result<T, string>>): Promise<Result<T, string>> {
  try {
    return await judge()
  } catch (cause) {
    return refused(cause instanceof Error ? cause.message.slice(0, REASON_LENGTH_MAX) : String(cause))
  }
}

const REASON_LENGTH_MAX = 200

/** None was asked for. Of what some send all the same only the kind is read that brings no certificates of others. */
function strangeAttestation(attestationObject: string): string | undefined {
  const decoded = decodeAttestationObject(Uint8Array.from(Buffer.from(attestationObject, 'base64url')))
  const format = decoded.get('fmt')
  const isSelfMade = format === 'packed' && decoded.get('attStmt').get('x5c') === undefined
  return format === 'none' || isSelfMade ? undefined : `an attestation of the kind ${format}`
}

/** The desk is never shown within another page. */
function framed(clientDataJSON: string): string | undefined {
  return decodeClientDataJSON(clientDataJSON).crossOrigin === true ? 'asked within another page' : undefined
}

const TRANSPORTS: readonly string[] = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']

function descriptor({ credentialId, transports }: Credential) {
  return { id: credentialId, transports: [...transports] }
}

/** A UUID as the sixteen bytes that it is. */
function bytesOf(userId: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(userId.replaceAll('-', ''), 'hex'))
}
