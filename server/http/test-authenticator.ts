// An authenticator in software: makes real passkeys and real assertions (ES256), and wrong ones where a test says how.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export type Wrong = {
  origin?: string
  rpId?: string
  challenge?: string
  type?: string
  crossOrigin?: boolean
  isPresent?: boolean
  isVerified?: boolean
  /** What the authenticator says its counter is. */
  counter?: number
  userHandle?: string | null
  credentialId?: string
  /** Another key than the passkey's own. */
  key?: KeyObject
  attestation?: 'none' | 'self' | 'certificate'
}
export type PasskeyOfTest = {
  credentialId: string
  key: KeyObject
  userHandle: string
  rpId: string
  counter: number
}
type Options = Record<string, unknown>

export type Authenticator = {
  passkeys: PasskeyOfTest[]
  /** What `navigator.credentials.create` would give. */
  create(options: Options, wrong?: Wrong): Record<string, unknown>
  /** What `navigator.credentials.get` would give, by the passkey that was made last, or by this one. */
  get(options: Options, wrong?: Wrong, passkey?: PasskeyOfTest): Record<string, unknown>
}

/** `counts`: like a security key; most passkeys of phones always say 0. */
export function openAuthenticator(origin: string, counts: 'counts' | 'counts not' = 'counts'): Authenticator {
  const passkeys: PasskeyOfTest[] = []
  const clientData = (options: Options, type: string, wrong: Wrong) =>
    Buffer.from(
      JSON.stringify({
        type: wrong.type ?? type,
        challenge: wrong.challenge ?? options['challenge'],
        origin: wrong.origin ?? origin,
        crossOrigin: wrong.crossOrigin ?? false,
      }),
    )
  return {
    passkeys,
    create: (options, wrong = {}) => {
      const { rp, user } = options as { rp: { id: string }; user: { id: string } } // as the desk asked
      const { publicKey, privateKey } = newKeys()
      const id = randomBytes(32)
      const made = { key: privateKey, userHandle: user.id, rpId: rp.id, counter: 0 }
      passkeys.push({ ...made, credentialId: id.toString('base64url') })
      const data = clientData(options, 'webauthn.create', wrong)
      const attested = Buffer.concat([Buffer.alloc(16), uint16(id.length), id, coseKey(publicKey)])
      const authData = Buffer.concat([header(rp.id, { ...wrong, isNew: true }), attested])
      const attestationObject = cbor({
        fmt: (wrong.attestation ?? 'none') === 'none' ? 'none' : 'packed',
        attStmt: statement(wrong, signed(wrong.key ?? privateKey, authData, data)),
        authData,
      })
      return framed(id.toString('base64url'), {
        clientDataJSON: data.toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal', 'hybrid'],
      })
    },
    get: (options, wrong = {}, passkey = passkeys.at(-1)) => {
      if (passkey === undefined) throw new Error('there is no passkey')
      if (counts === 'counts') passkey.counter += 1
      const data = clientData(options, 'webauthn.get', wrong)
      const authData = header(passkey.rpId, { counter: passkey.counter, ...wrong })
      return framed(wrong.credentialId ?? passkey.credentialId, {
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signed(wrong.key ?? passkey.key, authData, data).toString('base64url'),
        userHandle: wrong.userHandle === undefined ? passkey.userHandle : wrong.userHandle,
      })
    },
  }
}

export function newKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

function framed(id: string, response: Record<string, unknown>): Record<string, unknown> {
  return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} }
}

const FLAG = { present: 1, verified: 4, attested: 0x40 }

function header(
  rpId: string,
  { isPresent = true, isVerified = true, counter = 0, isNew = false, ...wrong }: Wrong & { isNew?: boolean },
): Buffer {
  const flags =
    (isPresent ? FLAG.present : 0) | (isVerified ? FLAG.verified : 0) | (isNew ? FLAG.attested : 0)
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([sha256(Buffer.from(wrong.rpId ?? rpId)), Buffer.from([flags]), count])
}

function statement({ attestation = 'none' }: Wrong, signature: Buffer): Map<string, Cbor> {
  if (attestation === 'none') return new Map()
  const own = new Map<string, Cbor>([
    ['alg', -7],
    ['sig', signature],
  ])
  return attestation === 'self' ? own : own.set('x5c', [randomBytes(64)])
}

function signed(key: KeyObject, authData: Buffer, clientData: Buffer): Buffer {
  return sign('sha256', Buffer.concat([authData, sha256(clientData)]), key)
}

function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const [kty, alg, crv] = [1, 3, -1]
  const key = new Map<number, Cbor>([
    [kty, 2],
    [alg, -7],
    [crv, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ])
  return cbor(key)
}

type Cbor =
  | number
  | string
  | Buffer
  | Cbor[]
  | Map<string, Cbor>
  | Map<number, Cbor>
  | { [name: string]: Cbor }

/** As much of CBOR as an authenticator speaks. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)])
  const entries: [string | number, Cbor][] = value instanceof Map ? [...value] : Object.entries(value)
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, one]) => [cbor(key), cbor(one)])])
}

function head(kind: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(kind << 5) | size])
  if (size < 256) return Buffer.from([(kind << 5) | 24, size])
  return Buffer.concat([Buffer.from([(kind << 5) | 25]), uint16(size)])
}

function uint16(size: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(size)
  return bytes
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
