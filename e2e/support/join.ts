// Joining by a link, the way a person does: name, password, authenticator app, recovery codes.
import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { type Site, withOwner } from '../chaos/desk.ts'
import { codeOf } from './second-factor.ts'

export type Joined = { name: string; password: string; secret: string; userId: string }

/** Ends on the pages of the desk; the first choices are skipped. */
export async function joinDesk(page: Page, site: Site, link: string): Promise<Joined> {
  const name = `Bea ${randomUUID().slice(0, 8)}`
  const password = `${randomUUID()} mast`
  await page.goto(link)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Next' }).click()
  const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(/\s/g, '')
  await page.getByLabel('First code').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Check the code' }).click()
  await page.getByLabel('I have kept them').check()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(page.getByRole('heading', { name: `Welcome, ${name}` })).toBeVisible()
  const userId = await withOwner(site, async db => {
    const { id } = await db.prisma.user.findFirstOrThrow({ where: { name } })
    await db.prisma.user.update({ where: { id }, data: { preferences: { is_settled: true } } })
    return id
  })
  return { name, password, secret, userId }
}
