// People at one desk: the owner lets somebody in, they see what they may, and what the owner decides reaches open pages.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Role } from '#lib/wire/role.ts'
import type { Site } from './chaos/desk.ts'
import { openBrowser } from './support/browsers.ts'
import { joinDesk } from './support/join.ts'
import { expect, test } from './support/journey.ts'
import { type Person, removePerson, seatPerson } from './support/person.ts'

test('an invited viewer joins, sees and cannot change, and is signed out on the open page', async ({
  page,
  browser,
  running,
  signIn,
}) => {
  await signIn('owner')
  const link = await inviteAs(page, 'Viewer')
  await using theirs = await openBrowser(browser, running.site.origin)
  const viewer = await joinDesk(theirs.page, running.site, link)

  await theirs.page.goto('/health')
  await expect(theirs.page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()
  await expect(theirs.page.getByRole('button', { name: 'Check the road' })).toBeDisabled()
  await expect(theirs.page.getByRole('button', { name: 'Back up now' })).toHaveCount(0)
  await expect(theirs.page.getByRole('link', { name: 'Audit' })).toHaveCount(0)
  const refused = await theirs.page.evaluate(async () => {
    const ways = [
      ['POST', '/api/v1/commands/check-road', {}],
      ['GET', '/api/v1/people', null],
      ['POST', '/api/v1/people/invites', { role: 'viewer' }],
      ['GET', '/api/v1/audit', null],
    ] as const
    const answers = ways.map(([method, path, body]) =>
      fetch(path, {
        method,
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: body === null ? null : JSON.stringify(body),
      }),
    )
    return (await Promise.all(answers)).map(({ status }) => status)
  })
  expect(refused).toEqual([403, 403, 403, 403])
  await theirs.page.goto('/settings/people')
  expect(new URL(theirs.page.url()).pathname, 'the page of the people is not theirs').toBe('/health')
  await theirs.page.goto('/settings/profile')
  await expect(theirs.page.getByRole('link', { name: 'Security' })).toBeVisible()
  await expect(theirs.page.getByRole('link', { name: 'People' })).toHaveCount(0)
  await theirs.page.goto('/health')
  await expect(theirs.page.getByText('Connected')).toBeVisible()

  await page.reload()
  const row = page.locator(`[data-person="${viewer.name}"]`)
  await row.getByRole('button', { name: `Sign out ${viewer.name} everywhere` }).click()
  await row.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(row.getByText('1 session ended')).toBeVisible()
  await expect(theirs.page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible({ timeout: 2_000 })
  await expect(theirs.page.locator('[data-process="engine"]'), 'what was shown stays').toBeVisible()
  await removePerson(running.site, viewer.userId)
})

test('another role reaches the open page, up and down', async ({ page, browser, running, signIn }) => {
  await signIn('owner')
  const bea = await seatOther(running.site, 'viewer')
  await using theirs = await openBrowser(browser, running.site.origin, bea.token)
  await theirs.page.goto('/health')
  const walk = theirs.page.getByRole('button', { name: 'Check the road' })
  await expect(theirs.page.getByText('Connected')).toBeVisible()
  await expect(walk).toBeDisabled()

  await page.goto('/settings/people')
  const select = page.getByLabel(`Role of ${bea.name}`)
  await select.selectOption('trader')
  await expect(page.getByText('From now on')).toBeVisible()
  await page.getByRole('button', { name: `Make ${bea.name} a trader` }).click()
  await expect(walk).toBeEnabled({ timeout: 2_000 })
  await expect(select).toHaveValue('trader')

  await select.selectOption('viewer')
  await expect(page.getByText('no more than this')).toBeVisible()
  await page.getByRole('button', { name: `Make ${bea.name} a viewer` }).click()
  await expect(walk).toBeDisabled({ timeout: 2_000 })
  await removePerson(running.site, bea.userId)
})

test('an owner who is lowered while the people are open sees them no longer', async ({
  page,
  browser,
  running,
  signIn,
}) => {
  await signIn('owner')
  const second = await seatOther(running.site, 'owner')
  await using theirs = await openBrowser(browser, running.site.origin, second.token)
  await theirs.page.goto('/settings/people')
  await expect(theirs.page.getByRole('heading', { name: 'Invite somebody' })).toBeVisible()
  await expect(theirs.page.getByText('Connected')).toBeVisible()
  await page.goto('/settings/people')
  await page.getByLabel(`Role of ${second.name}`).selectOption('trader')
  await page.getByRole('button', { name: `Make ${second.name} a trader` }).click()
  await expect(theirs.page.getByRole('heading', { name: 'Invite somebody' })).toHaveCount(0)
  await expect(theirs.page.getByRole('link', { name: 'People' })).toHaveCount(0)
  await removePerson(running.site, second.userId)
})

test('the only owner can be neither lowered nor removed, and is told why', async ({ page, signIn }) => {
  const { userId } = await signIn('owner')
  await page.goto('/settings/people')
  const row = page.locator('[data-person]').filter({ hasText: 'You' })
  await expect(row.getByRole('combobox')).toBeDisabled()
  await expect(row.getByRole('button', { name: /^Remove/ })).toBeDisabled()
  await expect(row.getByText('The only owner stays one')).toBeVisible()
  const statuses = await page.evaluate(async id => {
    const headers = { 'Content-Type': 'application/json' }
    const sent = [
      { method: 'PATCH', body: JSON.stringify({ role: 'viewer' }) },
      { method: 'DELETE', body: '{}' },
    ]
    const answers = sent.map(one =>
      fetch(`/api/v1/people/${id}`, {
        ...one,
        headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
      }),
    )
    return (await Promise.all(answers)).map(({ status }) => status)
  }, userId)
  expect(statuses).toEqual([409, 409])
})

test('an invitation that was revoked opens nothing', async ({ page, browser, running, signIn }) => {
  await signIn('owner')
  const link = await inviteAs(page, 'Trader')
  await page.getByRole('button', { name: 'Revoke the invitation for a trader' }).first().click()
  await page.getByRole('button', { name: 'Revoke it now' }).click()
  await expect(page.getByText('The link is shown this once'), 'nothing is left to hand on').toHaveCount(0)
  await using theirs = await openBrowser(browser, running.site.origin)
  await theirs.page.goto(link)
  await expect(theirs.page.getByText('This link is not good any more')).toBeVisible()
})

test('a person who is removed is told first, to the owner, and then gone', async ({
  page,
  browser,
  running,
  signIn,
  complaints,
}) => {
  await signIn('owner')
  const bea = await seatOther(running.site, 'trader')
  await using theirs = await openBrowser(browser, running.site.origin, bea.token)
  await theirs.page.goto('/health')
  await expect(theirs.page.getByText('Connected')).toBeVisible()
  await page.goto('/settings/people')
  await page.getByRole('button', { name: `Remove ${bea.name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Remove ${bea.name}?` })
  await expect(dialog).toContainText('every session')
  await expect(dialog).toContainText('every API token')
  await expect(dialog.getByRole('button', { name: 'Cancel' }), 'never the dangerous one').toBeFocused()
  await dialog.getByRole('button', { name: `Remove ${bea.name}` }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.locator(`[data-person="${bea.name}"]`)).toHaveCount(0)
  await expect(theirs.page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible({ timeout: 2_000 })
  expect(await complaints.all()).toEqual([])
})

async function seatOther(site: Site, role: Role): Promise<Person & { name: string }> {
  const name = `Bea ${randomUUID().slice(0, 8)}`
  return { ...(await seatPerson(site, role, name)), name }
}

async function inviteAs(page: Page, role: 'Viewer' | 'Trader'): Promise<string> {
  await page.goto('/settings/people')
  await page.getByRole('radio', { name: role }).check()
  await page.getByRole('button', { name: 'Make an invitation' }).click()
  const link = page.locator('code', { hasText: '/invite#' })
  await expect(link).toBeVisible()
  return (await link.textContent()) ?? ''
}
