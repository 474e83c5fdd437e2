// What every journey has: one running desk for all of them, people with a seat at it, and pages that must not complain.
import { test as base, type Page } from '@playwright/test'
import type { Role } from '#lib/wire/role.ts'
import {
  type Desk,
  FIRST_START_WITHIN_MS,
  launchDesk,
  prepareSite,
  type Site,
  serves,
  stopDesk,
} from '../chaos/desk.ts'
import { until } from '../chaos/until.ts'
import { type Complaints, watchComplaints } from './complaints.ts'
import { removePerson, seatPerson } from './person.ts'

export type RunningDesk = { site: Site; desk: Desk }

type Journey = {
  complaints: Complaints
  /** Signs the browser in as a new person of this role. */
  signIn(role: Role): Promise<{ userId: string; sessionId: string }>
}

export const test = base.extend<Journey, { running: RunningDesk }>({
  running: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const site = await prepareSite()
      const desk = launchDesk(site)
      await until('the desk serves', FIRST_START_WITHIN_MS, () => serves(site, desk))
      await use({ site, desk })
      await stopDesk(desk)
    },
    { scope: 'worker', timeout: FIRST_START_WITHIN_MS },
  ],
  baseURL: async ({ running }, use) => use(running.site.origin),
  complaints: [
    async ({ page }, use) => {
      await use(await watchComplaints(page))
    },
    { auto: true },
  ],
  signIn: async ({ running, context }, use) => {
    const seated: string[] = []
    await use(async role => {
      const { userId, sessionId, token } = await seatPerson(running.site, role)
      seated.push(userId)
      await context.addCookies([
        // A cookie knows no port, and on localhost Chromium takes HTTP for secure.
        {
          name: '__Host-plimsoll',
          value: token,
          url: 'https://localhost/',
          secure: true,
          httpOnly: true,
          sameSite: 'Strict',
        },
      ])
      return { userId, sessionId }
    })
    for (const userId of seated) await removePerson(running.site, userId)
  },
})

export { expect } from '@playwright/test'

export function processCard(page: Page, process: string) {
  return page.locator(`[data-process="${process}"]`)
}
