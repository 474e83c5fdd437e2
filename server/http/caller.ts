// Who calls, and from where: by the session of a browser, or by the token of a program.

import type { EpochMs } from '#lib/base/time.ts'
import { UNATTENDED } from '#lib/wire/contract.ts'
import type { Bearer } from '#server/auth/bearer.ts'
import { deviceHashOf } from '#server/auth/cookie.ts'
import type { Viewer } from '#server/auth/sessions.ts'
import type { Runtime } from '#server/runtime.ts'
import type { TokenActor, UserActor, Visitor } from '#server/services/context.ts'
import { onceMore } from './once-more.ts'

export type Caller = {
  readonly actor: UserActor | TokenActor
  /** When a second factor was last shown; a token never shows one. */
  readonly secondFactorAt: EpochMs | null
}

/** Whoever shows a token of an API means that one, and no cookie that happens to come along. */
export async function callerOf(
  { sessionOf, bearerOf }: Pick<Runtime, 'sessionOf' | 'bearerOf'>,
  headers: Headers,
): Promise<Caller | undefined> {
  const authorization = headers.get('authorization')
  if (authorization !== null) {
    const bearer = await onceMore(() => bearerOf(authorization))
    return bearer.ok ? { actor: tokenActor(bearer.value), secondFactorAt: null } : undefined
  }
  const isUnattended = headers.has(UNATTENDED)
  const session = await onceMore(() => sessionOf(headers.get('cookie'), { isUnattended }))
  if (!session.ok) return undefined
  return { actor: userActor(session.value), secondFactorAt: session.value.secondFactorAt }
}

export function userActor({ userId, sessionId, role }: Viewer): UserActor {
  return { kind: 'user', user_id: userId, session_id: sessionId, role }
}

function tokenActor({ userId, tokenId, role, scope }: Bearer): TokenActor {
  return { kind: 'token', user_id: userId, token_id: tokenId, role, scope }
}

/** The door of the web process writes the visitor's true address into this header, whatever came in it. */
export function addressOf(headers: Headers): string {
  return headers.get('x-forwarded-for') ?? ''
}

export function visitorOf(headers: Headers): Visitor {
  return {
    address: addressOf(headers).slice(0, ADDRESS_LENGTH_MAX),
    userAgent: headers.get('user-agent')?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
    deviceHash: deviceHashOf(headers.get('cookie')) ?? null,
  }
}

const ADDRESS_LENGTH_MAX = 64
const USER_AGENT_LENGTH_MAX = 400
