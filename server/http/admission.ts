// Who may come in with what: the rules that hold before any input is read, in the order of their cost.
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { AnyContract } from '#lib/wire/contract.ts'
import { hasRole } from '#lib/wire/role.ts'
import { rateAddress } from '#server/auth/rate-address.ts'
import type { Viewer } from '#server/auth/sessions.ts'
import type { Runtime } from '#server/runtime.ts'
import { onceMore } from './once-more.ts'

type Door = Pick<Runtime, 'origin' | 'sessionOf' | 'takeRate' | 'takeAddressRate'>

/** The viewer, or nobody where the contract lets anybody in. */
export async function admit(
  door: Door,
  contract: AnyContract,
  request: Request,
): Promise<Result<Viewer | undefined, Refusal>> {
  const fault = faultOfSending(door.origin, request)
  if (fault !== undefined) return refused(fault)
  const place = `${addressOf(request)} ${contract.effect}`
  const addressWaitMs = door.takeAddressRate(place)
  if (addressWaitMs > 0) return refused({ ...TOO_OFTEN, retryAfterMs: addressWaitMs })
  const viewer = contract.access === 'anonymous' ? undefined : await viewerOf(door, request)
  const waitMs = door.takeRate(`${viewer?.userId ?? 'stranger'} ${place}`)
  if (waitMs > 0) return refused({ ...TOO_OFTEN, retryAfterMs: waitMs })
  if (contract.access === 'anonymous') return ok(undefined)
  if (viewer === undefined) return refused(STRANGER)
  return hasRole(viewer.role, contract.access) ? ok(viewer) : refused(NOT_YOURS)
}

/** A page of another site can make a browser send things: not with our Origin, nor as JSON. */
function faultOfSending(origin: string, request: Request): Refusal | undefined {
  const { headers, method } = request
  if (method === 'GET' || method === 'HEAD') return undefined
  const site = headers.get('sec-fetch-site') ?? 'same-origin' // who is no browser does not say it; every browser says Origin
  if (headers.get('origin') !== origin || site !== 'same-origin') return FOREIGN
  if (headers.has('content-encoding')) return PACKED
  return JSON_TYPE.test(headers.get('content-type') ?? '') ? undefined : NOT_JSON
}

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i

/** Whoever shows a token of an API means that one, and no cookie that happens to come along. */
async function viewerOf(door: Door, { headers }: Request): Promise<Viewer | undefined> {
  if (headers.has('authorization')) return undefined
  const session = await onceMore(() => door.sessionOf(headers.get('cookie')))
  return session.ok ? session.value : undefined
}

/** The door of the web process writes the visitor's true address into this header, whatever came in it. */
function addressOf({ headers }: Request): string {
  return rateAddress(headers.get('x-forwarded-for') ?? '')
}

const FOREIGN: Refusal = { code: 'FOREIGN_ORIGIN', message: 'This comes from another site than the desk.' }
const PACKED: Refusal = {
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message: 'A body is sent as it is, not compressed.',
}
const NOT_JSON: Refusal = { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'A body is application/json.' }
const STRANGER: Refusal = { code: 'UNAUTHENTICATED', message: 'Sign in first.' }
const NOT_YOURS: Refusal = { code: 'FORBIDDEN', message: 'Your role does not allow this.' }
const TOO_OFTEN: Refusal = { code: 'RATE_LIMITED', message: 'Too many requests: wait a little.' }
