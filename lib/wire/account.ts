// One's own account: the session, its step-up, the ways in, and how the desk looks.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import {
  Enrolment,
  FactorCode,
  NewPassword,
  PasskeyChallenge,
  PasskeyResponse,
  Password,
  RecoveryCodes,
  Seal,
  Ticket,
} from './entry.ts'
import { PersonName } from './person.ts'
import { Preferences, PreferencesChange } from './preferences.ts'
import { Role } from './role.ts'
import { Nothing, Text, Time, Uuid } from './scalars.ts'

/** Everybody's own, and nobody else's: whoever is signed in, in person. */
const own = {
  access: 'viewer',
  scope: 'none',
  params: Nothing,
  query: Nothing,
  body: Nothing,
  status: 200,
} as const
const ofOne = z.strictObject({ id: Uuid })

export const Me = z.strictObject({
  id: Uuid,
  name: z.string(),
  role: Role,
  session_id: Uuid,
  /** Unused until then, the session ends. */
  idle_at: Time,
  /** It ends then, used or not. */
  expires_at: Time,
  /** Until then the second factor counts as fresh; null when it was never given. */
  stepped_up_until: z.nullable(Time),
  recovery_codes_left: z.int(),
  preferences: Preferences,
})
export type Me = z.infer<typeof Me>

export const ReadMe = contract({
  ...own,
  name: 'ReadMe',
  method: 'GET',
  path: '/api/v1/account',
  summary: 'Who you are here, until when, and how the desk looks for you',
  effect: 'read',
  reply: Me,
  refusals: [],
})

export const RenameMe = contract({
  ...own,
  name: 'RenameMe',
  method: 'PATCH',
  path: '/api/v1/account',
  summary: 'Change your name, which is also what you type to sign in',
  // Or whoever stole a session could keep its person out of the door.
  stepUp: true,
  effect: 'write',
  body: z.strictObject({ name: PersonName }),
  reply: z.strictObject({ name: z.string() }),
  refusals: ['CONFLICT'],
})

export const SavePreferences = contract({
  ...own,
  name: 'SavePreferences',
  method: 'PATCH',
  path: '/api/v1/account/preferences',
  summary: 'Change how the desk looks and listens for you; what is left out stays',
  effect: 'write',
  body: PreferencesChange,
  reply: Preferences,
  refusals: [],
})

export const StepUp = contract({
  ...own,
  name: 'StepUp',
  method: 'POST',
  path: '/api/v1/account/step-up',
  summary: 'Show a fresh code: for five minutes danger is yours to do',
  effect: 'unkept',
  body: z.strictObject({ code: FactorCode }),
  reply: z.strictObject({ stepped_up_until: Time }),
  refusals: ['INVALID_INPUT', 'RATE_LIMITED'],
})

export const BeginPasskey = contract({
  ...own,
  name: 'BeginPasskey',
  method: 'POST',
  path: '/api/v1/passkeys/challenge',
  summary: 'A challenge for one of your passkeys, or for a new one, good once within five minutes',
  effect: 'unkept',
  body: z.strictObject({ purpose: z.enum(['step-up', 'add']) }),
  reply: PasskeyChallenge,
  // For a new one alone: a passkey that is then refused would stay in the person's device for nothing.
  refusals: ['CONFLICT', 'STEP_UP_NEEDED'],
})

export const StepUpWithPasskey = contract({
  ...own,
  name: 'StepUpWithPasskey',
  method: 'POST',
  path: '/api/v1/account/step-up/passkey',
  summary: 'Show a passkey of yours: for five minutes danger is yours to do',
  effect: 'unkept',
  body: z.strictObject({ challenge_id: Uuid, response: PasskeyResponse }),
  reply: z.strictObject({ stepped_up_until: Time }),
  refusals: ['INVALID_INPUT', 'RATE_LIMITED'],
})

export const Passkey = z.strictObject({
  id: Uuid,
  name: z.string(),
  created_at: Time,
  used_at: z.nullable(Time),
  /** Kept by a password manager and on more than one device. */
  is_synced: z.boolean(),
})
export type Passkey = z.infer<typeof Passkey>

export const ListPasskeys = contract({
  ...own,
  name: 'ListPasskeys',
  method: 'GET',
  path: '/api/v1/passkeys',
  summary: 'Your passkeys',
  effect: 'read',
  reply: z.strictObject({ passkeys: z.array(Passkey) }),
  refusals: [],
})

export const AddPasskey = contract({
  ...own,
  name: 'AddPasskey',
  method: 'POST',
  path: '/api/v1/passkeys',
  summary: 'Add a passkey, made for this desk by the browser',
  stepUp: true,
  effect: 'unkept',
  body: z.strictObject({ challenge_id: Uuid, response: PasskeyResponse, name: Text(60) }),
  reply: Passkey,
  status: 201,
  refusals: ['INVALID_INPUT', 'CONFLICT'],
})

export const RemovePasskey = contract({
  ...own,
  name: 'RemovePasskey',
  method: 'DELETE',
  path: '/api/v1/passkeys/{id}',
  summary: 'Remove a passkey of yours',
  stepUp: true,
  effect: 'write',
  params: ofOne,
  reply: Nothing,
  refusals: ['NOT_FOUND'],
})

export const ChangePassword = contract({
  ...own,
  name: 'ChangePassword',
  method: 'PUT',
  path: '/api/v1/account/password',
  summary: 'Change your password: every session of yours ends, and the ticket opens a new one',
  stepUp: true,
  effect: 'unkept',
  body: z.strictObject({ password: Password, new_password: NewPassword }),
  reply: Ticket,
  refusals: ['INVALID_INPUT', 'RATE_LIMITED', 'UNAVAILABLE'],
})

export const BeginTotp = contract({
  ...own,
  name: 'BeginTotp',
  method: 'POST',
  path: '/api/v1/account/totp/enrolment',
  summary:
    'A new seed for your authenticator app; the old one counts until the first code of the new one is shown',
  stepUp: true,
  effect: 'read',
  reply: Enrolment,
  refusals: [],
})

export const SetTotp = contract({
  ...own,
  name: 'SetTotp',
  method: 'PUT',
  path: '/api/v1/account/totp',
  summary: 'Put the new seed in place of the old one, by its first code',
  stepUp: true,
  effect: 'write',
  body: z.strictObject({ seal: Seal, code: FactorCode }),
  reply: Nothing,
  refusals: ['INVALID_INPUT'],
})

export const RenewRecoveryCodes = contract({
  ...own,
  name: 'RenewRecoveryCodes',
  method: 'POST',
  path: '/api/v1/account/recovery-codes',
  summary: 'Ten new recovery codes, shown once; the old ones are worthless',
  stepUp: true,
  effect: 'unkept',
  reply: z.strictObject({ recovery_codes: RecoveryCodes }),
  refusals: [],
})

export const SessionView = z.strictObject({
  id: Uuid,
  is_this: z.boolean(),
  created_at: Time,
  seen_at: Time,
  expires_at: Time,
  address: z.string(),
  /** As its browser names itself; null when it did not. */
  user_agent: z.nullable(z.string()),
})
export type SessionView = z.infer<typeof SessionView>

export const ListSessions = contract({
  ...own,
  name: 'ListSessions',
  method: 'GET',
  path: '/api/v1/sessions',
  summary: 'Where you are signed in',
  effect: 'read',
  reply: z.strictObject({ sessions: z.array(SessionView) }),
  refusals: [],
})

export const RevokeSession = contract({
  ...own,
  name: 'RevokeSession',
  method: 'DELETE',
  path: '/api/v1/sessions/{id}',
  summary: 'End a session of yours; its pages are signed out within two seconds',
  effect: 'write',
  params: ofOne,
  reply: Nothing,
  refusals: ['NOT_FOUND'],
})

export const RevokeOtherSessions = contract({
  ...own,
  name: 'RevokeOtherSessions',
  method: 'POST',
  path: '/api/v1/sessions/revoke-others',
  summary: 'End every session of yours but this one',
  effect: 'write',
  reply: z.strictObject({ ended: z.int() }),
  refusals: [],
})
