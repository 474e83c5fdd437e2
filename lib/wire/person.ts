// The people of the desk: who they are, and what the owner does about them.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { Role } from './role.ts'
import { Nothing, Text, Time, Token, Uuid } from './scalars.ts'

/** As shown, and typed to sign in; two names that differ in case or form alone are one. */
export const PersonName = Text(60).check(
  z.regex(/^\S(.*\S)?$/u, 'a name neither begins nor ends with a space'),
  // Two names that look alike must not be two people.
  z.regex(
    /^[^\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]*$/u,
    'characters that cannot be seen are not allowed',
  ),
  z.regex(/^(?!.*\s\s)/u, 'one space between two words'),
)

export const Person = z.strictObject({
  id: Uuid,
  name: z.string(),
  role: Role,
  created_at: Time,
  /** The last request of any of their sessions; null when there was none. */
  seen_at: z.nullable(Time),
  passkey_count: z.int(),
})
export type Person = z.infer<typeof Person>

export const Invite = z.strictObject({ id: Uuid, role: Role, made_at: Time, expires_at: Time })
export type Invite = z.infer<typeof Invite>

const ofPerson = z.strictObject({ id: Uuid })

export const ListPeople = contract({
  name: 'ListPeople',
  method: 'GET',
  path: '/api/v1/people',
  summary: 'Everybody who may enter, and the invitations that are open',
  access: 'owner',
  scope: 'none',
  effect: 'read',
  params: Nothing,
  query: Nothing,
  body: Nothing,
  reply: z.strictObject({ people: z.array(Person), invites: z.array(Invite) }),
  status: 200,
  refusals: [],
})

export const InvitePerson = contract({
  name: 'InvitePerson',
  method: 'POST',
  path: '/api/v1/people/invites',
  summary: 'Make a one-time link by which somebody joins with this role; shown once, good for three days',
  access: 'owner',
  scope: 'none',
  stepUp: true,
  effect: 'unkept',
  params: Nothing,
  query: Nothing,
  body: z.strictObject({ role: Role }),
  reply: z.strictObject({ invite: Invite, token: Token }),
  status: 201,
  refusals: ['CONFLICT'],
})

export const RevokeInvite = contract({
  name: 'RevokeInvite',
  method: 'DELETE',
  path: '/api/v1/people/invites/{id}',
  summary: 'Make an invitation worthless',
  access: 'owner',
  scope: 'none',
  effect: 'write',
  params: ofPerson,
  query: Nothing,
  body: Nothing,
  reply: Nothing,
  status: 200,
  refusals: ['NOT_FOUND'],
})

export const ChangeRole = contract({
  name: 'ChangeRole',
  method: 'PATCH',
  path: '/api/v1/people/{id}',
  summary: 'Give a person another role; the last owner stays one',
  access: 'owner',
  scope: 'none',
  stepUp: true,
  effect: 'write',
  params: ofPerson,
  query: Nothing,
  body: z.strictObject({ role: Role }),
  reply: Person,
  status: 200,
  refusals: ['NOT_FOUND', 'CONFLICT'],
})

export const RemovePerson = contract({
  name: 'RemovePerson',
  method: 'DELETE',
  path: '/api/v1/people/{id}',
  summary: 'Remove a person: sessions and tokens end at once; the last owner stays',
  access: 'owner',
  scope: 'none',
  stepUp: true,
  effect: 'write',
  params: ofPerson,
  query: Nothing,
  body: Nothing,
  reply: Nothing,
  status: 200,
  refusals: ['NOT_FOUND', 'CONFLICT'],
})

export const SignOutPerson = contract({
  name: 'SignOutPerson',
  method: 'POST',
  path: '/api/v1/people/{id}/sign-out',
  summary: 'End every session of a person',
  access: 'owner',
  scope: 'none',
  effect: 'write',
  params: ofPerson,
  query: Nothing,
  body: Nothing,
  reply: z.strictObject({ ended: z.int() }),
  status: 200,
  refusals: ['NOT_FOUND'],
})
