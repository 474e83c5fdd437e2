// What a page complains about: violations of its content policy, errors and warnings on the console, faults in its code.
import type { Page } from '@playwright/test'

export type Complaints = { all(): Promise<string[]> }

/** The browser itself reports these where the page asked for something that is rightly refused. */
const REFUSED_AS_ASKED = /^Failed to load resource: the server responded with a status of (404|410)/

export async function watchComplaints(page: Page): Promise<Complaints> {
  const said: string[] = []
  page.on('console', message => {
    const isLoud = message.type() === 'error' || message.type() === 'warning'
    if (isLoud && !REFUSED_AS_ASKED.test(message.text())) said.push(message.text())
  })
  page.on('pageerror', fault => said.push(String(fault)))
  await page.addInitScript(() => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', event => {
      violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`)
    })
  })
  return {
    async all() {
      const violations = await page.evaluate(() => (window as { violations?: string[] }).violations ?? [])
      return [...said, ...violations]
    },
  }
}
