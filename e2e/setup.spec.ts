// The first minutes of a desk: the link that it printed, and every way such a link can be no good.
import { randomBytes } from 'node:crypto'
import { expect, test } from './support/journey.ts'

test('the set-up link that the desk printed opens the set-up page', async ({ page, running, complaints }) => {
  const link = /http\S+\/setup#\S+/.exec(running.desk.said())?.[0]
  expect(link, 'the desk prints its link').toBeDefined()
  const sent: string[] = []
  page.on('request', request => sent.push(request.url()))
  await page.goto(link ?? '')
  await expect(page.getByText('The link is good')).toBeVisible()
  await expect(page.locator('[data-good="true"]').filter({ hasText: 'Secure address' })).toBeVisible()
  await expect(page.locator('[data-good="true"]').filter({ hasText: 'Sealing of keys' })).toBeVisible()
  await expect(page.locator('[data-good="true"]').filter({ hasText: 'Passkeys' })).toBeVisible()
  const token = link?.split('#')[1] ?? ''
  expect(sent.filter(url => url.includes(token))).toEqual([])
  expect(await complaints.all()).toEqual([])
})

test('a link that is none says how to get one', async ({ page, running }) => {
  const table = [
    ['', 'This page needs its link'],
    ['#half-of-it', 'This is not a whole link'],
    [`#${randomBytes(32).toString('base64url')}`, 'This link is not good any more'],
  ] as const
  for (const [fragment, title] of table) {
    await page.goto('/')
    await page.goto(`${running.site.origin}/setup${fragment}`)
    await expect(page.getByText(title)).toBeVisible()
    await expect(page.getByText('npm run desk -- setup-link')).toBeVisible()
  }
})

test('once the desk has its owner the link is closed', async ({ page, running, signIn }) => {
  const link = /http\S+\/setup#\S+/.exec(running.desk.said())?.[0] ?? ''
  await signIn('owner')
  await page.goto(link)
  await expect(page.getByText('This link is not good any more')).toBeVisible()
})

test('whoever typed the address another way is led to the one that works', async ({ page, running }) => {
  await page.goto(`${running.site.origin.replace('localhost', '127.0.0.1')}/setup`)
  expect(new URL(page.url()).origin).toBe(running.site.origin)
})
