// Every page in both themes, on a desk screen and on a phone: no violation, no complaint, no fault of accessibility, nothing
// to scroll sideways; and what its answer says to the browser.
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './support/journey.ts'
import { NO_PAGE, PAGES } from './support/pages.ts'

/** Shows nothing of its own: it leads to its first part. */
const LEADS_ON = ['/settings']
const NARROWEST = 320
const WIDTHS = [1440, 390, NARROWEST] as const

test('every page of the desk is on the list', () => {
  const files = globSync('**/page.tsx', { cwd: join(import.meta.dirname, '../app') })
  const paths = files.map(file => join('/', dirname(file).replaceAll(/\(\w+\)\/?/g, '')))
  const listed = [...PAGES.map(({ path }) => path).filter(path => path !== NO_PAGE), ...LEADS_ON]
  expect(paths.sort()).toEqual(listed.sort())
})

for (const { path, as, title, shows } of PAGES) {
  test(`${path} is clean in both themes and at every width`, async ({
    page,
    context,
    signIn,
    complaints,
  }) => {
    if (as !== 'newcomer') await signIn('owner')
    if (as === 'stranger') await context.clearCookies()
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(shows)
    await expect(page).toHaveTitle(title)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      const tooWide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(tooWide, `${path} at ${width}`).toBe(0)
      if (width === NARROWEST) continue // it is laid out as the phone is
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme })
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze()
        const found = violations.map(({ id, nodes }) => [id, nodes[0]?.html])
        expect(found, `${path} in ${colorScheme} at ${width}`).toEqual([])
      }
    }
    expect(await complaints.all()).toEqual([])
  })
}

test('every page answers with the headers of the threat model', async ({ page, signIn }) => {
  await signIn('owner')
  const nonces = new Set<string>()
  for (const { path } of PAGES) {
    const answer = await page.goto(path)
    const headers = answer?.headers() ?? {}
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toMatch(/default-src 'none'.*script-src 'self' 'nonce-.*frame-ancestors 'none'/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['cache-control']).toMatch(/no-store/)
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '')
    // As they were sent: what a script of ours loads later is let in by its origin.
    const scripts = (await answer?.text())?.match(/<script\b[^>]*>/g) ?? []
    expect(scripts.length, path).toBeGreaterThan(0)
    const strangers = scripts.filter(script => !script.includes(' nonce="'))
    expect(strangers, `scripts without a nonce on ${path}`).toEqual([])
  }
  expect(nonces.size).toBe(PAGES.length)
})

test('a page of the desk is reached, and left, by the keyboard alone', async ({ page, signIn }) => {
  await signIn('owner')
  await page.goto('/health')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Everything runs')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Check the road' })).toBeFocused()
})
