// What proving who one is needs, opened once: how passwords are hashed, how seeds are kept, and which site passkeys are for.
import { hkdfSync } from 'node:crypto'
import type { Log } from '#server/log.ts'
import { type Challenges, openChallenges } from './challenges.ts'
import { openPasswords, type Passwords } from './passwords.ts'
import { openSeeds, type Seeds } from './seeds.ts'

export type Auth = {
  /** The one address people open, to the letter. */
  readonly origin: string
  /** The site that a passkey is bound to: the name in that address. */
  readonly rpId: string
  readonly passwords: Passwords
  readonly seeds: Seeds
  /** Of sign-in by passkey. */
  readonly challenges: Challenges
  /** What the tokens of next-auth's forms are made with. */
  readonly formSecret: string
  /** A fault of the desk itself is told here, while the person at the door learns nothing of it. */
  readonly log: Pick<Log, 'error'>
}

type Opening = { secret: string } & Pick<Auth, 'origin' | 'log'>

/** `secret` is NEXTAUTH_SECRET: every key is derived from it for its one use. */
export function openAuth({ secret, origin, log }: Opening): Auth {
  return {
    origin,
    rpId: new URL(origin).hostname,
    passwords: openPasswords(),
    seeds: openSeeds(secret),
    challenges: openChallenges(secret),
    formSecret: Buffer.from(hkdfSync('sha256', secret, '', 'plimsoll forms v1', 32)).toString('base64url'),
    log,
  }
}
