// More than one browser, and what a browser may hold: another person's session, an authenticator.
import { createHash, randomBytes } from 'node:crypto'
import type { Browser, Page } from '@playwright/test'
import { DAY_MS } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import { systemClock } from '#server/clock.ts'
import { type Site, withOwner } from '../chaos/desk.ts'

/** Another person's browser beside the one of the test. */
export async function openBrowser(
  browser: Browser,
  origin: string,
  token?: string,
): Promise<AsyncDisposable & { page: Page }> {
  const context = await browser.newContext({ baseURL: origin })
  if (token !== undefined) {
    await context.addCookies([
      {
        name: '__Host-plimsoll',
        value: token,
        url: 'https://localhost/',
        secure: true,
        httpOnly: true,
        sameSite: 'Strict',
      },
    ])
  }
  return { page: await context.newPage(), [Symbol.asyncDispose]: () => context.close() }
}

/** A device that holds passkeys and whose person always says yes. */
export async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** An invitation as the owner would make it, where the journey is about something else. */
export async function inviteByHand(site: Site, role: Role): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await withOwner(site, db =>
    db.prisma.entryLink.create({
      data: {
        tokenHash: createHash('sha256').update(token).digest(),
        kind: 'invite',
        role,
        expiresAt: new Date(systemClock.now() + DAY_MS),
      },
    }),
  )
  return `${site.origin}/invite#${token}`
}
