// Coming in and going out the way a person does, and what makes a journey's past: links, guesses, an hour gone by.
import { expect, type Page } from '@playwright/test'
import { noteGuess } from '#server/auth/guesses.ts'
import { systemClock } from '#server/clock.ts'
import { askDesk, type Site, withOwner } from '../chaos/desk.ts'

export async function setupLink(site: Site): Promise<string> {
  return urlOf(await askDesk(site, 'setup-link'))
}

export async function resetLink(site: Site, name: string, ...options: string[]): Promise<string> {
  return urlOf(await askDesk(site, 'reset-password', name, ...options))
}

function urlOf(answer: unknown): string {
  return (answer as { url: string }).url // the tool's own words, by its own test
}

export async function idOf(site: Site, name: string): Promise<string> {
  const { id } = await withOwner(site, db => db.prisma.user.findFirstOrThrow({ where: { name } }))
  return id
}

type Proof = { name: string; password: string; code: string; label?: string }

export async function proveOneself(page: Page, proof: Proof): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(proof.name)
  await page.getByLabel('Password', { exact: true }).fill(proof.password)
  await page.getByLabel(proof.label ?? 'Code from your app').fill(proof.code)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

export async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
}

/** As if an hour had gone by. */
export function forgetGuesses(site: Site): Promise<void> {
  return withOwner(site, async db => {
    await db.prisma.guess.deleteMany()
  })
}

/** As many hosts, one guess each: no address of them is anything to count by. */
export function guessFromElsewhere(site: Site, name: string, count: number): Promise<void> {
  return withOwner(site, async db => {
    for (const host of Array.from({ length: count }, (_, index) => index + 1)) {
      const address = `198.51.100.${host}`
      await noteGuess(db.sql, { target: { name }, address, kind: 'password', at: systemClock.now() })
    }
  })
}
