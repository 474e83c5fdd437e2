// The second factor as time makes it: shown too long ago, and codes as an authenticator app shows them.
import { Secret, TOTP } from 'otpauth'
import { MINUTE_MS } from '#lib/base/time.ts'
import { systemClock } from '#server/clock.ts'
import { type Site, withOwner } from '../chaos/desk.ts'

/** As if this person had shown theirs longer ago than danger allows. */
export function ageFactor(site: Site, userId: string): Promise<void> {
  const secondFactorAt = new Date(systemClock.now() - 6 * MINUTE_MS)
  return withOwner(site, async db => {
    await db.prisma.session.updateMany({ where: { userId }, data: { secondFactorAt } })
  })
}

/** The code that counts now. A code counts once: whoever needs two within a step says so to the desk's database. */
export async function nextCode(site: Site, userId: string, secret: string): Promise<string> {
  await withOwner(site, async db => {
    await db.prisma.user.update({ where: { id: userId }, data: { totpStep: 0 } })
  })
  return codeOf(secret)
}

export function codeOf(secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: systemClock.now() })
}
