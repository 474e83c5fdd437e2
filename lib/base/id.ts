// Ids are UUIDs outside and branded strings inside, so that one never stands in for another.
import type { Brand } from './brand.ts'

export type UserId = Brand<string, 'UserId'>
export type SessionId = Brand<string, 'SessionId'>
export type TokenId = Brand<string, 'TokenId'>
export type CommandId = Brand<string, 'CommandId'>
export type AccountId = Brand<string, 'AccountId'>

/** The installation itself is leased, commanded and audited the way an account is. */
export const INSTALLATION = 'installation' as AccountId // the one account id that is not a row's
