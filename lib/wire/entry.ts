// The ways in. Whatever proves who one is (password and code, passkey, one-time link) answers with a ticket, and the one door
// of next-auth turns a ticket into a session.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { PersonName } from './person.ts'
import { Role } from './role.ts'
import { Nothing, Text, Time, Token, Uuid } from './scalars.ts'

/** Any characters; what is too easy to guess is refused where it is chosen. */
export const NewPassword = z
  .string()
  .check(
    z.minLength(12, 'at least 12 characters; 15 or more are better'),
    z.maxLength(128, 'at most 128 characters'),
  )
export const Password = z.string().check(z.minLength(1), z.maxLength(128))
/** Six digits of an authenticator app, or one recovery code; spaces and dashes do not count. */
export const FactorCode = z.string().check(z.minLength(6), z.maxLength(64))
export const RecoveryCodes = z.array(z.string()).check(z.length(10))

export const Ticket = z.strictObject({ ticket: Token })

/** A seed that is not yet anybody's: shown to be scanned, and sealed to come back with its first code. */
export const Enrolment = z.strictObject({
  secret: z.string(),
  uri: z.string(),
  /** The QR code, a row a string, a dark module `1`. */
  qr: z.array(z.string()),
  seal: z.string(),
})
export type Enrolment = z.infer<typeof Enrolment>
export const Seal = z.string().check(z.minLength(1), z.maxLength(512))

/** What WebAuthn itself defines: handed on to and from the browser as it is. */
const PasskeyOptions = z.record(z.string(), z.unknown())
export const PasskeyResponse = z.record(z.string(), z.unknown())
export const PasskeyChallenge = z.strictObject({ challenge_id: Uuid, options: PasskeyOptions })

const way = { access: 'anonymous', scope: 'none', params: Nothing, query: Nothing, status: 200 } as const

export const SignIn = contract({
  ...way,
  name: 'SignIn',
  method: 'POST',
  path: '/api/v1/sign-in',
  summary: 'Prove who you are by name, password and a code; whatever is wrong, the answer is the same',
  effect: 'unkept',
  body: z.strictObject({
    name: Text(200),
    password: Password,
    code: FactorCode,
  }),
  reply: Ticket,
  refusals: ['UNAUTHENTICATED', 'RATE_LIMITED', 'UNAVAILABLE'],
})

export const BeginPasskeySignIn = contract({
  ...way,
  name: 'BeginPasskeySignIn',
  method: 'POST',
  path: '/api/v1/sign-in/passkey/challenge',
  summary: 'A challenge for a passkey of this desk, good once within five minutes',
  effect: 'unkept',
  body: Nothing,
  reply: PasskeyChallenge,
  refusals: ['RATE_LIMITED'],
})

export const SignInWithPasskey = contract({
  ...way,
  name: 'SignInWithPasskey',
  method: 'POST',
  path: '/api/v1/sign-in/passkey',
  summary: 'Prove who you are by a passkey',
  effect: 'unkept',
  body: z.strictObject({ challenge_id: Uuid, response: PasskeyResponse }),
  reply: Ticket,
  refusals: ['UNAUTHENTICATED', 'RATE_LIMITED'],
})

export const LinkKind = z.enum(['setup', 'invite', 'reset'])
export type LinkKind = z.infer<typeof LinkKind>

export const ReadLink = contract({
  ...way,
  name: 'ReadLink',
  method: 'POST',
  path: '/api/v1/links/read',
  summary: 'What a one-time link is for; a wrong, a used and an old one look the same',
  // The token stands in the body, not in the URL, where logs and histories would keep it.
  effect: 'read',
  body: z.strictObject({ token: Token }),
  reply: z.strictObject({
    kind: LinkKind,
    /** The role that joining gives; null for a reset. */
    role: z.nullable(Role),
    /** Whose password is reset; null where the name is still to be chosen. */
    name: z.nullable(z.string()),
    expires_at: Time,
    /** Null where the second factor that there is stays. */
    enrolment: z.nullable(Enrolment),
  }),
  refusals: ['GONE'],
})

export const JoinDesk = contract({
  ...way,
  name: 'JoinDesk',
  method: 'POST',
  path: '/api/v1/links/join',
  summary: 'Use a set-up link or an invitation: become the owner, or whoever was invited',
  effect: 'unkept',
  body: z.strictObject({
    token: Token,
    name: PersonName,
    password: NewPassword,
    seal: Seal,
    code: FactorCode,
  }),
  reply: z.strictObject({ ticket: Token, recovery_codes: RecoveryCodes }),
  refusals: ['GONE', 'INVALID_INPUT', 'CONFLICT', 'UNAVAILABLE'],
})

export const ResetPassword = contract({
  ...way,
  name: 'ResetPassword',
  method: 'POST',
  path: '/api/v1/links/reset',
  summary:
    'Use a reset link: a new password, every session ended; the code is of the app that there is, or of the new one',
  effect: 'unkept',
  body: z.strictObject({ token: Token, password: NewPassword, code: FactorCode, seal: z.optional(Seal) }),
  reply: z.strictObject({ ticket: Token, recovery_codes: z.nullable(RecoveryCodes) }),
  refusals: ['GONE', 'INVALID_INPUT', 'UNAUTHENTICATED', 'RATE_LIMITED', 'UNAVAILABLE'],
})
