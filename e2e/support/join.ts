// Joining by a link, the way a person does: name, password, authenticator app, recovery codes, and a passkey or none.
import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { type Site, withOwner } from '../chaos/desk.ts'
import { codeOf } from './second-factor.ts'

export type Chosen = { name: string; password: string; secret: string; codes: readonly string[] }
export type Joined = Chosen & { userId: string }

/** Ends on the pages of the desk; the passkey and the first choices are skipped. */
export async function joinDesk(page: Page, site: Site, link: string): Promise<Joined> {
  const chosen = await joinByLink(page, link)
  await page.getByRole('button', { name: 'Not now' }).click()
  return await settle(page, site, chosen)
}

/** The same for a browser that holds passkeys. */
export async function joinWithPasskey(page: Page, site: Site, link: string): Promise<Joined> {
  const chosen = await joinByLink(page, link)
  await page.getByLabel('What to call it').fill('The ring of keys')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  return await settle(page, site, chosen)
}

/** As far as the recovery codes, which are kept. */
async function joinByLink(page: Page, link: string): Promise<Chosen> {
  const name = `Bea ${randomUUID().slice(0, 8)}`
  const password = `${randomUUID()} mast`
  await page.goto(link)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Next' }).click()
  const secret = await shownSecret(page)
  await page.getByLabel('First code').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Check the code' }).click()
  const shown = page.locator('[data-recovery-code]')
  await expect(shown).toHaveCount(10)
  const codes = await shown.allTextContents()
  await page.getByLabel('I have kept them').check()
  await page.getByRole('button', { name: 'Go on' }).click()
  return { name, password, secret, codes }
}

export async function shownSecret(page: Page): Promise<string> {
  return ((await page.locator('code').textContent()) ?? '').replaceAll(/\s/g, '')
}

async function settle(page: Page, site: Site, chosen: Chosen): Promise<Joined> {
  const { name } = chosen
  await expect(page.getByRole('heading', { name: `Welcome, ${name}` })).toBeVisible()
  const userId = await withOwner(site, async db => {
    const { id } = await db.prisma.user.findFirstOrThrow({ where: { name } })
    await db.prisma.user.update({ where: { id }, data: { preferences: { is_settled: true } } })
    return id
  })
  return { ...chosen, userId }
}
