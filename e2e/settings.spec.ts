// The settings: ways in, sessions, tokens, looks and keys; a stale second factor and a session that ends while one types.
import type { Page } from '@playwright/test'
import { addAuthenticator, inviteByHand, openBrowser } from './support/browsers.ts'
import { joinDesk } from './support/join.ts'
import { expect, test } from './support/journey.ts'
import { endSession, removePerson, seatPerson } from './support/person.ts'
import { ageFactor, nextCode } from './support/second-factor.ts'

test('a token is made, lets a program in as far as its scope, and is revoked', async ({
  page,
  running,
  signIn,
  complaints,
}) => {
  await signIn('trader')
  await page.goto('/settings/tokens')
  await expect(page.getByText('No program comes in with your name')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('Night watch')
  await page.getByRole('button', { name: 'Make the token' }).click()
  const token = page.locator('code', { hasText: /^plimsoll_/ })
  await expect(token).toBeVisible()
  const text = (await token.textContent()) ?? ''
  await expect(page.getByText(`curl -H 'Authorization: Bearer ${text}'`)).toBeVisible()

  const asProgram = async (path: string, method = 'GET') => {
    const headers = { Authorization: `Bearer ${text}`, 'Content-Type': 'application/json' }
    const body = method === 'GET' ? null : '{}'
    return (await fetch(running.site.origin + path, { method, headers, body })).status
  }
  expect(await asProgram('/api/v1/health')).toBe(200)
  expect(await asProgram('/api/v1/commands/check-road', 'POST'), 'further than its scope').toBe(403)
  expect(await asProgram('/api/v1/sessions'), 'in person only').toBe(403)

  await page.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.locator('code', { hasText: /^plimsoll_/ }), 'shown once').toHaveCount(0)
  await page.reload()
  const row = page.locator('[data-token="Night watch"]')
  await expect(row.getByText('Read', { exact: true })).toBeVisible()
  await expect(row.getByText('never')).toHaveCount(0)
  await row.getByRole('button', { name: 'Revoke the token Night watch' }).click()
  await row.getByRole('button', { name: 'Revoke it now' }).click()
  await expect(row).toHaveCount(0)
  expect(await asProgram('/api/v1/health')).toBe(401)
  expect(await complaints.all()).toEqual([])
})

test('a viewer is offered no scope above reading, and told why', async ({ page, signIn }) => {
  await signIn('viewer')
  await page.goto('/settings/tokens')
  await expect(page.getByRole('radio', { name: 'Read' })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Trade' })).toHaveCount(0)
  await expect(page.getByText('Trade: Needs the role of a trader; you are a viewer.')).toBeVisible()
})

test('a stale second factor is asked for, by passkey, and the wish goes on as it was', async ({
  page,
  running,
  signIn,
  complaints,
}) => {
  const { userId } = await signIn('trader')
  await addAuthenticator(page)
  await page.goto('/settings/security')
  await expect(page.getByText('No passkey yet')).toBeVisible()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('Name of the passkey').fill('Ring of keys')
  await page.getByRole('button', { name: 'Create it on this device' }).click()
  await expect(page.getByText('Ring of keys')).toBeVisible()
  await expect(page.getByText('never used')).toBeVisible()

  await ageFactor(running.site, userId)
  await page.goto('/settings/tokens')
  await page.getByLabel('Name', { exact: true }).fill('Asked in the evening')
  await page.getByRole('radio', { name: 'Propose' }).check()
  await page.getByRole('button', { name: 'Make the token' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await dialog.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('code', { hasText: /^plimsoll_/ })).toBeVisible()
  await expect(page.locator('[data-token="Asked in the evening"]').getByText('Propose')).toBeVisible()

  await page.goto('/settings/security')
  await expect(page.getByText('last used')).toBeVisible()
  await page.getByRole('button', { name: 'Remove the passkey Ring of keys' }).click()
  await page.getByRole('button', { name: 'Remove it now' }).click()
  await expect(page.getByText('No passkey yet')).toBeVisible()
  // The one refusal is the question itself.
  expect(await complaints.all()).toEqual([expect.stringContaining('403')])
})

test('who does not confirm has changed nothing', async ({ page, running, signIn }) => {
  const { userId } = await signIn('trader')
  await ageFactor(running.site, userId)
  await page.goto('/settings/tokens')
  await page.getByLabel('Name', { exact: true }).fill('Never made')
  await page.getByRole('button', { name: 'Make the token' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('No token was made')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Never made')
  await page.reload()
  await expect(page.getByText('No program comes in with your name')).toBeVisible()
})

test('password, app and codes are renewed, and other sessions end with the password', async ({
  page,
  browser,
  running,
}) => {
  const owner = await seatPerson(running.site, 'owner') // nobody signs in to a desk without one
  const link = await inviteByHand(running.site, 'trader')
  const bea = await joinDesk(page, running.site, link)
  await using second = await openBrowser(browser, running.site.origin)
  await second.page.goto('/login?next=/health')
  await second.page.getByLabel('Name', { exact: true }).fill(bea.name)
  await second.page.getByLabel('Password', { exact: true }).fill(bea.password)
  await second.page.getByLabel('Code').fill(await nextCode(running.site, bea.userId, bea.secret))
  await second.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(second.page.getByText('Connected')).toBeVisible()

  await page.goto('/settings/sessions')
  await expect(page.locator('[data-session]')).toHaveCount(2)
  await expect(page.getByText('Chrome on Linux')).toHaveCount(2)
  await expect(page.getByText('This browser')).toHaveCount(1)

  await page.goto('/settings/security')
  await page.getByLabel('Password now').fill('not this one, surely')
  await page.getByLabel('New password').fill('qwertyuiop123456')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.locator('[aria-invalid="true"]').first()).toBeFocused()
  await page.getByLabel('Password now').fill(bea.password)
  const next = `${bea.password} and sail`
  await page.getByLabel('New password').fill(next)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('The password is changed')).toBeVisible()
  await expect(second.page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible({ timeout: 2_000 })
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('button', { name: 'Set up another app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set up another app' })
  const secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(/\s/g, '')
  await dialog.getByLabel('Code of the new app').fill('000000')
  await dialog.getByRole('button', { name: 'Use the new app' }).click()
  await expect(dialog.getByLabel('Code of the new app')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Code of the new app').fill(await nextCode(running.site, bea.userId, secret))
  await dialog.getByRole('button', { name: 'Use the new app' }).click()
  await expect(page.getByText('The new app counts')).toBeVisible()

  await expect(page.getByText('10 of 10 left')).toBeVisible()
  await page.getByRole('button', { name: 'Make new codes' }).click()
  await page.getByRole('button', { name: 'Make new ones: the 10 old ones end' }).click()
  await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByRole('list', { name: 'Recovery codes' })).toHaveCount(0)
  for (const { userId } of [bea, owner]) await removePerson(running.site, userId)
})

test('a session that ends while one types keeps what was typed, and the wish goes on', async ({
  page,
  running,
}) => {
  const bea = await joinDesk(page, running.site, await inviteByHand(running.site, 'trader'))
  await page.goto('/settings/profile')
  await expect(page.getByText('Connected')).toBeVisible()
  const name = page.getByLabel('Your name')
  await name.fill(`${bea.name} the second`)
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await endSession(running.site, await onlySession(page))
  await expect(dialog).toBeVisible({ timeout: 2_000 })
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue(bea.name)
  await dialog.getByLabel('Password', { exact: true }).fill(bea.password)
  await dialog.getByLabel('Code').fill(await nextCode(running.site, bea.userId, bea.secret))
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(name).toHaveValue(`${bea.name} the second`)
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  await expect(page.getByText('Connected')).toBeVisible()
  await page.reload()
  await expect(name).toHaveValue(`${bea.name} the second`)
  await removePerson(running.site, bea.userId)
})

test('a name that is no good, or somebody else’s, is refused at its field', async ({
  page,
  browser,
  running,
  signIn,
}) => {
  const { userId } = await signIn('trader')
  await page.goto('/settings/profile')
  const name = page.getByLabel('Your name')
  const own = await name.inputValue()
  for (const bad of [' leading', 'right\u202Eto left', '']) {
    await name.fill(bad)
    await page.getByRole('button', { name: 'Save name' }).click()
    await expect(name, JSON.stringify(bad)).toHaveAttribute('aria-invalid', 'true')
  }
  await using other = await openBrowser(browser, running.site.origin)
  const bea = await joinDesk(other.page, running.site, await inviteByHand(running.site, 'viewer'))
  await name.fill(bea.name.toUpperCase())
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('Is taken already')).toBeVisible()
  await name.fill('<b>Ada</b> & co')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  await expect(page.getByText('<b>Ada</b> & co').first(), 'text stays text').toBeVisible()
  expect(own).not.toBe('<b>Ada</b> & co')
  for (const id of [bea.userId, userId]) await removePerson(running.site, id)
})

test('theme, palette, density, zone and keys reach another tab and survive a reload', async ({
  page,
  context,
  signIn,
  complaints,
}) => {
  await signIn('viewer')
  await page.goto('/settings/appearance')
  await expect(page.getByText('Connected')).toBeVisible()
  const tab = await context.newPage()
  await tab.goto('/health')
  await expect(tab.getByText('Connected')).toBeVisible()
  const looks = [
    ['Theme', 'Light', 'data-theme', 'light'],
    ['Up and down', 'Colour-blind', 'data-palette', 'colour-blind'],
    ['Density', 'Compact', 'data-density', 'compact'],
    ['Motion', 'Reduced', 'data-motion', 'reduce'],
  ] as const
  for (const [legend, choice, attribute, value] of looks) {
    const group = page.getByRole('group', { name: legend })
    await group.getByRole('radio', { name: choice }).check()
    await expect(group.getByText('Saved')).toBeVisible()
    for (const one of [page, tab]) await expect(one.locator('html')).toHaveAttribute(attribute, value)
  }
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo')
  await expect(page.getByText('Saved')).toHaveCount(looks.length + 1)
  for (const one of [page, tab]) {
    await one.reload()
    for (const [, , attribute, value] of looks)
      await expect(one.locator('html')).toHaveAttribute(attribute, value)
  }
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Tokyo')

  await page.goto('/settings/keyboard')
  await expect(page.getByText('Connected')).toBeVisible()
  await page.getByRole('button', { name: 'Change the keys of Go to Settings' }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(page.getByText('could not be told apart from Go to Health')).toBeVisible()
  await page.keyboard.press('Backspace')
  await page.keyboard.press('g')
  await page.keyboard.press('x')
  await page.keyboard.press('Enter')
  const row = page.locator('[data-key-action="go-settings"]')
  await expect(row.getByText('Saved')).toBeVisible()
  await tab.bringToFront()
  await tab.keyboard.press('g')
  await tab.keyboard.press('x')
  await expect(tab).toHaveURL(/\/settings\/profile$/)
  await page.reload()
  await expect(row.getByRole('button', { name: 'Reset the keys of Go to Settings' })).toBeVisible()
  await row.getByRole('button', { name: 'Reset the keys of Go to Settings' }).click()
  await expect(row.getByRole('button', { name: 'Reset the keys of Go to Settings' })).toHaveCount(0)

  await page.getByRole('switch', { name: 'Keys without Ctrl or Cmd' }).uncheck()
  await expect(page.getByText('Off', { exact: true }).first()).toBeVisible()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/settings/keyboard')
  expect(await complaints.all()).toEqual([])
})

async function onlySession(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const answer = await fetch('/api/v1/sessions')
    const { sessions } = await answer.json()
    return sessions[0].id
  })
}
