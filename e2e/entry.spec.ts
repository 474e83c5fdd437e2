// Every way in: a set-up link to a whole owner, password and code, passkey, recovery code, reset by the operator.
import { addAuthenticator, inviteByHand, openBrowser } from './support/browsers.ts'
import { idOf, proveOneself, resetLink, setupLink, signOut } from './support/entry.ts'
import { joinDesk, joinWithPasskey, shownSecret } from './support/join.ts'
import { expect, test } from './support/journey.ts'
import { removePerson } from './support/person.ts'
import { codeOf, nextCode } from './support/second-factor.ts'

const EASY = 'password12345'
const PASSWORD = 'violet kettle moraine'
/** What the browser itself reports of answers that are meant. */
const REFUSED = /^Failed to load resource: the server responded with a status of 400/

test('a set-up link makes the owner, who signs out and comes in again', async ({
  page,
  running,
  complaints,
}) => {
  const { site } = running
  const link = await setupLink(site)
  const token = link.split('#')[1] ?? ''
  const sent: string[] = []
  page.on('request', request => sent.push(request.url()))
  await page.goto(link)
  await page.getByLabel('Name', { exact: true }).fill('Grace')
  expect(page.url(), 'the token has left the address bar').toBe(`${site.origin}/setup`)

  await page.getByLabel('Password', { exact: true }).fill(EASY)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('Choose another: it is made of what everybody tries first')).toBeVisible()
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Next' }).click()

  const secret = await shownSecret(page)
  await expect(page.getByRole('img', { name: 'QR code for an authenticator app' })).toBeVisible()
  const wrong = codeOf(secret) === '000000' ? '111111' : '000000'
  await page.getByLabel('First code').fill(wrong)
  await page.getByRole('button', { name: 'Check the code' }).click()
  await expect(page.getByText('That is not the code that the app shows')).toBeVisible()
  await page.getByLabel('First code').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Check the code' }).click()

  await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('plimsoll-recovery-codes.txt')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('Keep them first, and say so here')).toBeVisible()
  await page.getByLabel('I have kept them').check()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'Not now' }).click()

  await expect(page.getByRole('heading', { name: 'Welcome, Grace' })).toBeVisible()
  await page.getByRole('radio', { name: 'Colour-blind' }).check()
  await expect(page.locator('html')).toHaveAttribute('data-palette', 'colour-blind')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('radio', { name: 'Another place' }).check()
  await page.getByLabel('Find a city or a region').fill('buenos')
  await page.getByRole('listbox', { name: 'Time zone' }).selectOption({ index: 0 })
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Time zone' }), 'the draft is resumed').toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('radio', { name: 'Colour-blind' })).toBeChecked()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Go to the desk' }).click()
  await expect(page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-palette', 'colour-blind')

  await signOut(page, 'Grace')
  await page.goto('/audit?actor=Grace')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  const userId = await idOf(site, 'Grace')
  await proveOneself(page, {
    name: ' grace ',
    password: PASSWORD,
    code: await nextCode(site, userId, secret),
  })
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible()
  expect(sent.filter(url => url.includes(token))).toEqual([])
  expect((await complaints.all()).filter(text => !REFUSED.test(text))).toEqual([])
  await removePerson(site, userId)
})

test('a passkey is both factors, and one of another desk is none', async ({ page, browser, running }) => {
  const { site } = running
  await addAuthenticator(page)
  const { userId, name } = await joinWithPasskey(page, site, await setupLink(site))
  await page.goto('/health')
  await signOut(page, name)
  await page.goto('/login?next=/settings/security')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText('The ring of keys')).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/settings/security')

  await using other = await openBrowser(browser, site.origin)
  await addAuthenticator(other.page)
  await other.page.goto('/login')
  await other.page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(other.page.getByText('No passkey was used').first()).toBeVisible()
  await expect(other.page.getByRole('button', { name: 'Sign in' }), 'the other way stays open').toBeEnabled()
  await removePerson(site, userId)
})

test('a recovery code stands in for the phone, once, and ends the other sessions', async ({
  browser,
  running,
  signIn,
}) => {
  await signIn('owner')
  const { site } = running
  await using lost = await openBrowser(browser, site.origin)
  const person = await joinDesk(lost.page, site, await inviteByHand(site, 'trader'))
  const [code = ''] = person.codes
  await lost.page.goto('/health')
  await expect(lost.page.getByText('Connected')).toBeVisible()

  await using found = await openBrowser(browser, site.origin)
  await found.page.goto('/login')
  await found.page.getByRole('button', { name: 'Use a recovery code instead' }).click()
  await proveOneself(found.page, { ...person, code: code.toUpperCase(), label: 'Recovery code' })
  await expect(found.page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()
  await expect(lost.page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible({ timeout: 2_000 })

  await found.page.context().clearCookies()
  await found.page.goto('/login')
  await found.page.getByRole('button', { name: 'Use a recovery code instead' }).click()
  await proveOneself(found.page, { ...person, code, label: 'Recovery code' })
  await expect(found.page.getByText('That did not match')).toBeVisible()
  await removePerson(site, person.userId)
})

test('whoever lost the password, or everything, is led back in by the operator', async ({
  browser,
  running,
  signIn,
}) => {
  await signIn('owner')
  const { site } = running
  await using theirs = await openBrowser(browser, site.origin)
  const person = await joinDesk(theirs.page, site, await inviteByHand(site, 'viewer'))

  await theirs.page.goto(await resetLink(site, person.name))
  await expect(theirs.page.getByLabel('Name', { exact: true })).toHaveValue(person.name)
  await theirs.page.getByLabel('New password', { exact: true }).fill(PASSWORD)
  await theirs.page.getByLabel('Code from your app').fill('123')
  await theirs.page.getByRole('button', { name: 'Set the password and sign in' }).click()
  await expect(theirs.page.getByText('Six digits, as your app shows them now.')).toBeVisible()
  await theirs.page.getByLabel('Code from your app').fill(await nextCode(site, person.userId, person.secret))
  await theirs.page.getByRole('button', { name: 'Set the password and sign in' }).click()
  await expect(theirs.page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()

  await theirs.page.goto(await resetLink(site, person.name, '--second-factor'))
  await theirs.page.getByLabel('New password', { exact: true }).fill(`${PASSWORD} again`)
  await theirs.page.getByRole('button', { name: 'Next' }).click()
  const secret = await shownSecret(theirs.page)
  expect(secret).not.toBe(person.secret)
  await theirs.page.getByLabel('First code').fill(codeOf(secret))
  await theirs.page.getByRole('button', { name: 'Check the code' }).click()
  await expect(theirs.page.getByRole('listitem').filter({ hasText: /-/ })).toHaveCount(10)
  await theirs.page.getByLabel('I have kept them').check()
  await theirs.page.getByRole('button', { name: 'Go on' }).click()
  await expect(theirs.page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()

  await using elsewhere = await openBrowser(browser, site.origin)
  await elsewhere.page.goto('/login')
  const code = await nextCode(site, person.userId, secret)
  await proveOneself(elsewhere.page, { name: person.name, password: person.password, code })
  await expect(elsewhere.page.getByText('That did not match'), 'the old password is none').toBeVisible()
  await removePerson(site, person.userId)
})

test('whoever is in already goes on, and a link leads to no other site', async ({
  page,
  running,
  signIn,
}) => {
  await signIn('viewer')
  const table = [
    ['/settings/profile', '/settings/profile'],
    ['//evil.test/', '/health'],
    ['https://evil.test/', '/health'],
    ['/\\evil.test', '/health'],
    ['/login?next=/login', '/health'],
  ] as const
  for (const [next, path] of table) {
    await page.goto(`/login?next=${encodeURIComponent(next)}`)
    const { origin, pathname } = new URL(page.url())
    expect([origin, pathname], next).toEqual([running.site.origin, path])
  }
})
