// The seeds of authenticator apps: encrypted at rest and bound to their person's row; and, before they are anybody's, sealed
// to travel to the browser and back.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { create } from 'qrcode'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { type EpochMs, epochMs, HOUR_MS, later } from '#lib/base/time.ts'
import type { Enrolment } from '#lib/wire/entry.ts'
import { newSecret, uriOf } from './totp.ts'

export type Seeds = {
  /** A seed to be scanned; `subject` says whose it may become, `label` is what the app calls it. */
  enrol(subject: string, label: string, at: EpochMs): Enrolment
  /** The seed that was shown to this subject, while it is good. */
  openEnrolment(seal: string, subject: string, at: EpochMs): Result<string, 'STALE'>
  seal(userId: string, secret: string): Buffer
  /** Nothing when it was sealed for another row, or with another secret than the desk has now. */
  open(userId: string, sealed: Uint8Array): string | undefined
}

const ENROLMENT_GOOD_FOR_MS = HOUR_MS
const NONCE_BYTES = 12
const TAG_BYTES = 16

export function openSeeds(secret: string): Seeds {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'plimsoll seeds v1', 32))
  return {
    enrol: (subject, label, at) => {
      const seed = newSecret()
      const uri = uriOf(seed, label)
      const shown = JSON.stringify({ seed, until: later(at, ENROLMENT_GOOD_FOR_MS) })
      return {
        secret: seed,
        uri,
        qr: qrOf(uri),
        seal: sealed(key, shown, enrolmentOf(subject)).toString('base64url'),
      }
    },
    openEnrolment: (seal, subject, at) => {
      const shown = unsealed(key, Buffer.from(seal, 'base64url'), enrolmentOf(subject))
      if (shown === undefined) return refused('STALE')
      const { seed, until } = JSON.parse(shown) as { seed: string; until: number } // nobody else can seal
      return at < epochMs(until) ? ok(seed) : refused('STALE')
    },
    seal: (userId, seed) => sealed(key, seed, rowOf(userId)),
    open: (userId, kept) => unsealed(key, Buffer.from(kept), rowOf(userId)),
  }
}

/** What a sealed text belongs to stands in its tag: moved elsewhere, it does not open. */
function rowOf(userId: string): string {
  return `v1:users:totp_seed:${userId}`
}

function enrolmentOf(subject: string): string {
  return `v1:enrolment:${subject}`
}

function sealed(key: Buffer, text: string, belongsTo: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(belongsTo))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function unsealed(key: Buffer, bytes: Buffer, belongsTo: string): string | undefined {
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(belongsTo))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const body = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([body, decipher.final()]).toString('utf8')
  } catch {
    return undefined // forged, damaged, or not for here: there is nothing to tell apart
  }
}

/** A row a string, a dark module `1`. */
function qrOf(text: string): string[] {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  return Array.from({ length: size }, (_, row) =>
    Array.from(data.slice(row * size, (row + 1) * size), module => (module ? '1' : '0')).join(''),
  )
}
