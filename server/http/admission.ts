// Who may come in with what: the rules that hold before any input is read, in the order of their cost.
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { AnyContract } from '#lib/wire/contract.ts'
import { rateAddress } from '#server/auth/rate-address.ts'
import type { Runtime } from '#server/runtime.ts'
import type { Actor, Visitor } from '#server/services/context.ts'
import { addressOf, type Caller, callerOf, visitorOf } from './caller.ts'
import { lackOf } from './rights.ts'

type Door = Pick<Runtime, 'origin' | 'clock' | 'sessionOf' | 'bearerOf' | 'takeRate' | 'takeAddressRate'>

type Admitted = { readonly actor: Actor; readonly visitor: Visitor }

/** Who acts, and from where: nobody by name where the contract lets anybody in. */
export async function admit(
  door: Door,
  contract: AnyContract,
  request: Request,
): Promise<Result<Admitted, Refusal>> {
  const { access, effect } = contract
  const fault = faultOfSending(door.origin, contract, request)
  if (fault !== undefined) return refused(fault)
  const place = `${rateAddress(addressOf(request.headers))} ${effect}`
  const addressWaitMs = door.takeAddressRate(place)
  if (addressWaitMs > 0) return refused({ ...TOO_OFTEN, retryAfterMs: addressWaitMs })
  const caller = access === 'anonymous' ? undefined : await callerOf(door, request.headers)
  const waitMs = door.takeRate(`${caller?.actor.user_id ?? 'stranger'} ${place}`)
  if (waitMs > 0) return refused({ ...TOO_OFTEN, retryAfterMs: waitMs })
  return judged(door, contract, { caller, headers: request.headers })
}

/** Once more, when the body is there: it may have taken seconds, and who sends it may have been shown out meanwhile. */
export async function admitAgain(
  door: Door,
  contract: AnyContract,
  { headers }: Request,
): Promise<Result<Admitted, Refusal>> {
  const caller = contract.access === 'anonymous' ? undefined : await callerOf(door, headers)
  return judged(door, contract, { caller, headers })
}

function judged(
  { clock }: Door,
  contract: AnyContract,
  { caller, headers }: { caller: Caller | undefined; headers: Headers },
): Result<Admitted, Refusal> {
  const visitor = visitorOf(headers)
  if (contract.access === 'anonymous') return ok({ actor: { kind: 'anonymous' }, visitor })
  if (caller === undefined) return refused(STRANGER)
  const lack = lackOf(contract, caller, clock.now())
  return lack === undefined ? ok({ actor: caller.actor, visitor }) : refused(lack)
}

/**
 * A page of another site can make a browser send things: not with our Origin, nor as JSON. Nor can it make one send a token,
 * so a request that bears one comes from anywhere; cookies are not looked at then. What it makes a browser read, it cannot
 * see; but it would spend the rate of whoever sits there, and a neighbour of our name gets the cookie sent along.
 */
function faultOfSending(origin: string, { access }: AnyContract, request: Request): Refusal | undefined {
  const { headers, method } = request
  const hasToken = access !== 'anonymous' && headers.has('authorization')
  if (method === 'GET' || method === 'HEAD') return hasToken || !isForeignPage(headers) ? undefined : FOREIGN
  if (!hasToken && !isOwnPage(origin, headers)) return FOREIGN
  if (headers.has('content-encoding')) return PACKED
  return JSON_TYPE.test(headers.get('content-type') ?? '') ? undefined : NOT_JSON
}

/** Who is no browser does not say what site it stands on; every browser says Origin. */
function isOwnPage(origin: string, headers: Headers): boolean {
  const site = headers.get('sec-fetch-site') ?? 'same-origin'
  return headers.get('origin') === origin && site === 'same-origin'
}

/** `none` is a person who typed the address or saved a link to it. */
function isForeignPage(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site') ?? 'none'
  return site !== 'same-origin' && site !== 'none'
}

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i

const FOREIGN: Refusal = { code: 'FOREIGN_ORIGIN', message: 'This comes from another site than the desk.' }
const PACKED: Refusal = {
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message: 'A body is sent as it is, not compressed.',
}
const NOT_JSON: Refusal = { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'A body is application/json.' }
const STRANGER: Refusal = { code: 'UNAUTHENTICATED', message: 'Sign in first.' }
const TOO_OFTEN: Refusal = { code: 'RATE_LIMITED', message: 'Too many requests: wait a little.' }
