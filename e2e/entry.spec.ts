// Every way in: a set-up link to a whole owner, password and code, passkey, recovery code, reset; and every way it is refused.
import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { noteGuess } from '#server/auth/guesses.ts'
import { systemClock } from '#server/clock.ts'
import { askDesk, type Site, withOwner } from './chaos/desk.ts'
import { addAuthenticator, inviteByHand, openBrowser } from './support/browsers.ts'
import { joinDesk, joinWithPasskey, shownSecret } from './support/join.ts'
import { expect, test } from './support/journey.ts'
import { removePerson } from './support/person.ts'
import { codeOf, nextCode } from './support/second-factor.ts'

const EASY = 'password12345'
const PASSWORD = 'violet kettle moraine'

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
  const secret = await shownSecret(page)
  await expect(page.getByRole('img', { name: 'QR code for an authenticator app' })).toBeVisible()
  await page.getByLabel('First code').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Check the code' }).click()
  await expect(page.getByText('Choose another: it is made of what everybody tries first')).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Next' }).click()

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

test('a link that is none says how to get one', async ({ page, running, browser, signIn }) => {
  const { site } = running
  const forged = `#${randomBytes(32).toString('base64url')}`
  const table = [
    ['/setup', '', 'This page needs its link', 'npm run desk -- setup-link'],
    ['/setup', '#half-of-it', 'This is not a whole link', 'npm run desk -- setup-link'],
    ['/setup', forged, 'This link is not good any more', 'npm run desk -- setup-link'],
    ['/invite', forged, 'This link is not good any more', 'Ask an owner of the desk'],
    ['/reset', forged, 'This link is not good any more', 'npm run desk -- reset-password'],
  ] as const
  for (const [path, fragment, title, advice] of table) {
    await page.goto('about:blank')
    await page.goto(`${site.origin}${path}${fragment}`)
    await expect(page.getByText(title)).toBeVisible()
    await expect(page.getByText(advice)).toBeVisible()
  }
  const old = await setupLink(site)
  await signIn('owner')
  await page.context().clearCookies()
  await page.goto('about:blank')
  await page.goto(old)
  await expect(page.getByText('This link is not good any more'), 'the desk has its owner').toBeVisible()

  const invitation = await inviteByHand(site, 'viewer')
  await using first = await openBrowser(browser, site.origin)
  await page.goto('about:blank')
  await page.goto(invitation)
  await page.getByLabel('Name', { exact: true }).fill('Too Late')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Next' }).click()
  const secret = await shownSecret(page)
  const { userId } = await joinDesk(first.page, site, invitation)
  await page.getByLabel('First code').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Check the code' }).click()
  await expect(page.getByText('was used somewhere else, while this page was open')).toBeVisible()
  await removePerson(site, userId)
})

test('a name that cannot be one is refused at the field, in words', async ({ page, running, signIn }) => {
  const { userId } = await signIn('owner')
  const { name } = await withOwner(running.site, db =>
    db.prisma.user.findUniqueOrThrow({ where: { id: userId } }),
  )
  await page.context().clearCookies()
  await page.goto(await inviteByHand(running.site, 'viewer'))
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  const table = [
    ['a'.repeat(10_000), 'At most 60 characters; this has 10,000.'],
    ['<img src=x onerror=alert(1)>', 'No < or >'],
    ['Ada\u202eecila', 'a mark that turns the direction of writing'],
    ['   ', 'Type a name'],
  ] as const
  for (const [typed, words] of table) {
    await page.getByLabel('Name', { exact: true }).fill(typed)
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(page.getByText(words)).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  }
  await page.getByLabel('Name', { exact: true }).fill(name.toUpperCase())
  await page.getByRole('button', { name: 'Next' }).click()
  const secret = await shownSecret(page)
  await page.getByLabel('First code').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Check the code' }).click()
  await expect(
    page.getByText('Somebody here has this name already'),
    'in another case it is one',
  ).toBeVisible()
})

test('guessing does not pay, and the owner still enters from a browser that was here before', async ({
  page,
  browser,
  running,
}) => {
  const { site } = running
  const owner = await joinDesk(page, site, await setupLink(site))
  await page.goto('/health')
  await signOut(page, owner.name)

  await using stranger = await openBrowser(browser, site.origin)
  await stranger.page.goto('/login')
  for (const _ of Array.from({ length: 5 })) {
    await proveOneself(stranger.page, { name: owner.name, password: 'a guess', code: '123456' })
    await expect(stranger.page.getByText('That did not match')).toBeVisible()
    await expect(stranger.page.getByLabel('Code from your app')).toHaveValue('')
  }
  await proveOneself(stranger.page, { ...owner, code: await nextCode(site, owner.userId, owner.secret) })
  await expect(stranger.page.getByText('Too many tries'), 'a right answer is refused as well').toBeVisible()
  await expect(stranger.page.getByRole('timer')).toHaveText(/^[45] min/)
  await expect(stranger.page.getByRole('button', { name: 'Sign in' })).toBeDisabled()

  await forgetGuesses(site)
  await guessFromElsewhere(site, owner.name, 60)
  await stranger.page.reload()
  await proveOneself(stranger.page, { ...owner, code: await nextCode(site, owner.userId, owner.secret) })
  await expect(stranger.page.getByText('Too many tries'), 'fifty an hour, wherever from').toBeVisible()

  await page.goto('/login')
  await proveOneself(page, { ...owner, code: await nextCode(site, owner.userId, owner.secret) })
  await expect(page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()
  await forgetGuesses(site)
  await removePerson(site, owner.userId)
})

test('a desk that does not answer says so, keeps trying, and loses nothing', async ({ page, signIn }) => {
  await signIn('owner')
  await page.context().clearCookies()
  await page.goto('/login')
  await page.route('**/api/v1/sign-in', route => route.abort())
  await page.route('**/readyz', route => route.abort())
  await proveOneself(page, { name: 'Nobody', password: 'some password', code: '123456' })
  await expect(page.getByText('The desk does not answer')).toBeVisible()
  await page.unroute('**/readyz')
  await expect(page.getByText('The desk answers again')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Nobody')
  await page.unroute('**/api/v1/sign-in')
  await page.getByLabel('Code from your app').fill('123456')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('That did not match')).toBeVisible()
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

test('whoever typed the address another way is led to the one that works', async ({ page, running }) => {
  await page.goto(`${running.site.origin.replace('localhost', '127.0.0.1')}/setup`)
  expect(new URL(page.url()).origin).toBe(running.site.origin)
})

/** What the browser itself reports of answers that are meant. */
const REFUSED = /^Failed to load resource: the server responded with a status of 400/

async function setupLink(site: Site): Promise<string> {
  return urlOf(await askDesk(site, 'setup-link'))
}

async function resetLink(site: Site, name: string, ...options: string[]): Promise<string> {
  return urlOf(await askDesk(site, 'reset-password', name, ...options))
}

function urlOf(answer: unknown): string {
  return (answer as { url: string }).url // the tool's own words, by its own test
}

async function idOf(site: Site, name: string): Promise<string> {
  const { id } = await withOwner(site, db => db.prisma.user.findFirstOrThrow({ where: { name } }))
  return id
}

type Proof = { name: string; password: string; code: string; label?: string }

async function proveOneself(page: Page, proof: Proof): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(proof.name)
  await page.getByLabel('Password', { exact: true }).fill(proof.password)
  await page.getByLabel(proof.label ?? 'Code from your app').fill(proof.code)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
}

/** As if an hour had gone by. */
function forgetGuesses(site: Site): Promise<void> {
  return withOwner(site, async db => {
    await db.prisma.guess.deleteMany()
  })
}

/** As many hosts, one guess each: no address of them is anything to count by. */
function guessFromElsewhere(site: Site, name: string, count: number): Promise<void> {
  return withOwner(site, async db => {
    for (const host of Array.from({ length: count }, (_, index) => index + 1)) {
      const address = `198.51.100.${host}`
      await noteGuess(db.sql, { name, address, kind: 'password', at: systemClock.now() })
    }
  })
}
