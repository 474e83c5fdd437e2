// The health page lives: beats, the road of a command, a backup with progress, a process that dies, a web that restarts.
import { randomBytes } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { withOwner } from './chaos/desk.ts'
import { processesOf } from './chaos/processes.ts'
import { expect, processCard, test } from './support/journey.ts'

test('figures are live, and stay so without asking again', async ({ page, signIn, complaints }) => {
  await signIn('viewer')
  await page.goto('/health')
  await expect(page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()
  for (const process of ['engine', 'strategy-host', 'jobs', 'web']) {
    const card = processCard(page, process)
    await expect(card).toHaveAttribute('data-freshness', 'live')
    const path = card.locator('svg path[stroke="currentColor"]')
    const drawn = await path.first().getAttribute('d')
    // The line grows with each beat that is heard.
    await expect.poll(() => path.first().getAttribute('d')).not.toBe(drawn)
  }
  expect(await complaints.all()).toEqual([])
})

test('the first paint knows the desk, and nothing moves when the page comes alive', async ({
  page,
  signIn,
}) => {
  await signIn('viewer')
  const drawn = await (await page.request.get('/health')).text()
  expect(drawn).toContain('Everything runs')
  expect(drawn).toContain('data-process="engine" data-freshness="live"')
  expect(drawn).toContain('PostgreSQL')
  await page.addInitScript(() => {
    const moved = { sum: 0 }
    Object.assign(window, { moved })
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) moved.sum += Object(entry).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto('/health')
  await expect(page.getByText('Connected')).toBeVisible()
  const card = processCard(page, 'web')
  const heard = await card.locator('svg path[stroke="currentColor"]').first().getAttribute('d')
  await expect
    .poll(() => card.locator('svg path[stroke="currentColor"]').first().getAttribute('d'))
    .not.toBe(heard)
  expect(await page.evaluate(() => Object(window).moved.sum)).toBeLessThanOrEqual(0.05)
})

test('the owner has the machine measured, and reads what it has left', async ({
  page,
  signIn,
  complaints,
}) => {
  await signIn('owner')
  await page.goto('/health')
  const plan = page.locator('[data-plan="measure"]')
  await expect(plan).toContainText(/next (in|: now)/)
  await plan.getByRole('button', { name: 'Measure now' }).click()
  await expect(page.locator('[data-job="measure"]').first()).toHaveAttribute('data-state', 'done')
  const machine = page.locator('[data-host]')
  await expect(machine).toContainText('Disk of the data', { timeout: 30_000 })
  await expect(machine).toContainText('Memory')
  await expect(machine).toContainText('Measured')
  expect(await complaints.all()).toEqual([])
})

test('a command walks the road and comes back as a fact', async ({ page, signIn, complaints }) => {
  await signIn('trader')
  await page.goto('/health')
  await expect(page.getByText('Connected')).toBeVisible()
  for (const round of [1, 2]) {
    await page.getByRole('button', { name: 'Check the road' }).click()
    await expect(page.locator('[data-road="walked"]'), `round ${round}`).toBeVisible()
  }
  await expect(page.getByText('there and back at')).toBeVisible()
  expect(await complaints.all()).toEqual([])
})

test('an owner is told of apps that another secret sealed, and what to do', async ({
  page,
  running,
  signIn,
}) => {
  const { userId } = await signIn('owner')
  await page.goto('/health')
  await expect(page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()
  await expect(page.getByText('No code counts of')).toHaveCount(0)
  await withOwner(running.site, db =>
    db.prisma.user.update({ where: { id: userId }, data: { totpSeed: randomBytes(60) } }),
  )
  await page.reload()
  await expect(page.getByText('No code counts of the app of one person')).toBeVisible()
  await expect(page.getByText('Put the old secret back')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})

test('a viewer may look and not act', async ({ page, signIn }) => {
  await signIn('viewer')
  await page.goto('/health')
  await expect(page.getByRole('button', { name: 'Check the road' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Back up now' })).toHaveCount(0)
})

test('the owner makes a backup and follows it to its end', async ({ page, signIn, complaints }) => {
  await signIn('owner')
  await page.goto('/health')
  await page.getByRole('button', { name: 'Back up now' }).click()
  const run = page.locator('[data-job="backup"]').first()
  await expect(run).toHaveAttribute('data-state', 'done', { timeout: 45_000 })
  await expect(page.getByRole('button', { name: 'Back up now' })).toBeEnabled()
  expect(await complaints.all()).toEqual([])
})

test('an engine that dies is seen to come back as another life', async ({ page, running, signIn }) => {
  await signIn('viewer')
  await page.goto('/health')
  const card = processCard(page, 'engine')
  await expect(card).toHaveAttribute('data-freshness', 'live')
  const pid = (await processesOf(running.desk.pid)).get('engine')
  await expect(card).toContainText(String(pid))
  process.kill(pid ?? 0, 'SIGKILL')
  await expect(card).not.toContainText(String(pid))
  await expect(card).toHaveAttribute('data-freshness', 'live')
  await expect(page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()
})

test('a web that dies is reconnected to by itself', async ({ page, running, signIn }) => {
  await signIn('viewer')
  await page.goto('/health')
  await expect(page.getByText('Connected')).toBeVisible()
  process.kill((await processesOf(running.desk.pid)).get('web') ?? 0, 'SIGKILL')
  await expect(page.getByRole('heading', { name: 'Not connected to the desk' })).toBeVisible()
  await expect(page.getByText('Connected')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()
})

test('a page that breaks because the database is away says so, and comes by itself', async ({
  page,
  running,
  signIn,
}) => {
  await signIn('viewer')
  await page.goto('/settings/keyboard')
  process.kill((await processesOf(running.desk.pid)).get('postgres') ?? 0, 'SIGKILL')
  await page.goto('/settings/keyboard')
  await expect(page.getByRole('heading', { name: 'The desk is not ready' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

test('nobody is told that everything runs while the database is away', async ({ page, signIn }) => {
  await signIn('viewer')
  await page.goto('/health')
  await expect(page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()
  const away = { type: 'about:blank', title: 'Service Unavailable', status: 503, code: 'UNAVAILABLE' }
  const body = JSON.stringify({ ...away, detail: 'The database is away for the moment.', request_id: 'r' })
  await page.route('**/api/v1/health', route =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body }),
  )
  await expect(page.getByRole('heading', { name: 'The database does not answer' })).toBeVisible({
    timeout: 30_000,
  })
  await page.unroute('**/api/v1/health')
  await expect(page.getByRole('heading', { name: 'Everything runs' })).toBeVisible({ timeout: 30_000 })
})
