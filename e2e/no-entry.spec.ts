// No way in: links that are none, names that cannot be, guesses, and a desk that is away; each told so that a person knows what to do.
import { randomBytes } from 'node:crypto'
import { withOwner } from './chaos/desk.ts'
import { inviteByHand, openBrowser } from './support/browsers.ts'
import { forgetGuesses, guessFromElsewhere, proveOneself, setupLink, signOut } from './support/entry.ts'
import { joinDesk, shownSecret } from './support/join.ts'
import { expect, test } from './support/journey.ts'
import { PAGES } from './support/pages.ts'
import { removePerson, seatPerson } from './support/person.ts'
import { codeOf, nextCode } from './support/second-factor.ts'

const PASSWORD = 'violet kettle moraine'

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

test('whoever typed the address another way is led to the one that works', async ({ page, running }) => {
  await page.goto(`${running.site.origin.replace('localhost', '127.0.0.1')}/setup`)
  expect(new URL(page.url()).origin).toBe(running.site.origin)
})

test('whoever is not signed in is led to the way in, and from there back to where they were', async ({
  page,
  running,
}) => {
  const seated = await seatPerson(running.site, 'owner') // a desk without an owner leads to its set-up
  for (const { path } of PAGES.filter(({ as }) => as === 'owner')) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(200)
    const { pathname, searchParams } = new URL(page.url())
    expect([pathname, searchParams.get('next')]).toEqual(['/login', path])
  }
  await removePerson(running.site, seated.userId)
})
