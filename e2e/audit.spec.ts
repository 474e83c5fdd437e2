// The audit log as the owner reads it: rows in words, a filter in the address, files, and the check of the chain.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { appendAudit } from '#server/db/audit.ts'
import { type Site, withOwner } from './chaos/desk.ts'
import { expect, test } from './support/journey.ts'
import { ageFactor } from './support/second-factor.ts'

type Said = { action: string; object: string; detail?: unknown; correlationId?: string }

function write(site: Site, rows: readonly Said[]): Promise<void> {
  return withOwner(site, async db => {
    for (const { action, object, detail = {}, correlationId = randomUUID() } of rows) {
      await appendAudit(db.sql, {
        chain: 'installation',
        actor: JSON.stringify({ kind: 'operator' }),
        action,
        object,
        detail: JSON.stringify(detail),
        correlationId,
      })
    }
  })
}

const rowsOf = (page: Page) => page.locator('tr[data-row]')

test('the first paint has rows, and each says what changed', async ({
  page,
  running,
  signIn,
  complaints,
}) => {
  await signIn('owner')
  const object = `person-${randomUUID()}`
  const detail = { before: { role: 'viewer' }, after: { role: 'trader' }, address: '192.0.2.1' }
  const correlationId = randomUUID()
  await write(running.site, [{ action: 'person.role-changed', object, detail, correlationId }])
  const answer = await page.request.get(`/audit?object=${object}`)
  expect(await answer.text(), 'drawn by the server').toContain('Changed a role')

  await page.goto(`/audit?object=${object}`)
  const row = rowsOf(page)
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('role viewer → trader')
  await expect(row).toContainText('Operator by command')

  await page.keyboard.press('j')
  await expect(row).toBeFocused()
  await page.keyboard.press('Enter')
  const by = page.getByRole('region', { name: 'By whom' })
  await expect(by).toContainText(correlationId)
  await expect(by).toContainText('owner/installation row')
  await expect(page.getByRole('region', { name: 'What was done' })).toContainText('192.0.2.1')
  await page.keyboard.press('Escape')
  await expect(by).toHaveCount(0)
  await page.keyboard.press('/')
  await expect(page.getByLabel('Action', { exact: true })).toBeFocused()
  expect(await complaints.all()).toEqual([])
})

test('the filter stands in the address, and the back button takes it back', async ({
  page,
  running,
  signIn,
}) => {
  await signIn('owner')
  const object = `thing-${randomUUID()}`
  await write(running.site, [
    { action: 'person.renamed', object },
    { action: 'token.created', object },
    { action: 'token.revoked', object },
  ])
  await page.goto('/audit')
  await page.getByLabel('Object').fill(object)
  await page.keyboard.press('Enter')
  await expect(rowsOf(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'API tokens', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(2)
  await expect(page).toHaveURL(/action=token/)
  await page.getByLabel('Who').selectOption('system')
  await expect(page.getByText('No row answers this filter')).toBeVisible()

  await page.goBack()
  await expect(rowsOf(page)).toHaveCount(2)
  await expect(page.getByLabel('Who')).toHaveValue('')
  await page.goBack()
  await expect(rowsOf(page)).toHaveCount(3)
  await page.reload()
  await expect(page.getByLabel('Object')).toHaveValue(object)
  await expect(rowsOf(page)).toHaveCount(3)

  await page.getByLabel('From day').fill('2999-01-01')
  await expect(page.getByText('No row answers this filter')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).first().click()
  await expect(page).toHaveURL(/\/audit$/)
  await expect(rowsOf(page).first()).toBeVisible()
})

test('more rows follow those that are there, and a log that cannot be read is asked again', async ({
  page,
  running,
  signIn,
}) => {
  await signIn('owner')
  const object = `many-${randomUUID()}`
  const numbers = Array.from({ length: 60 }, (_, number) => number)
  await write(
    running.site,
    numbers.map(number => ({ action: 'work.counted', object, detail: { number } })),
  )
  await page.goto(`/audit?object=${object}`)
  await expect(rowsOf(page)).toHaveCount(50)
  await page.getByRole('button', { name: 'Show 50 more' }).click()
  await expect(rowsOf(page)).toHaveCount(60)
  await expect(page.getByText('60 rows, and no others')).toBeVisible()
  const seen = await rowsOf(page).evaluateAll(rows =>
    rows.map(row => Number(/number (\d+)/.exec(row.textContent ?? '')?.[1])),
  )
  expect(seen).toEqual(numbers.toReversed())

  await page.route('**/api/v1/audit?*', route => route.abort())
  await page.getByRole('button', { name: 'Jobs and files' }).click()
  await expect(page.getByText('The log could not be read')).toBeVisible()
  await page.unroute('**/api/v1/audit?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No row answers this filter')).toBeVisible()
})

test('the filtered log is taken away as a file, and that it was is in the log', async ({
  page,
  running,
  signIn,
}) => {
  const { userId } = await signIn('owner')
  const object = `=file-${randomUUID()}`
  await write(running.site, [{ action: 'work.done', object }])
  await page.goto(`/audit?object=${encodeURIComponent(object)}`)
  for (const [name, format] of [
    ['Export CSV', 'csv'],
    ['Export JSONL', 'jsonl'],
  ] as const) {
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(
      new RegExp(String.raw`^audit_all_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.${format}$`),
    )
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toContain(format === 'csv' ? `'${object}` : `"object":"${object}"`)
  }
  await page.goto('/audit?action=audit.exported')
  await expect(rowsOf(page).first()).toContainText('Exported the audit log')

  await ageFactor(running.site, userId)
  await page.getByRole('button', { name: 'Export CSV' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('No file was made.')).toBeVisible()
})

test('the owner has the chain checked, and sees that it holds', async ({ page, signIn, complaints }) => {
  await signIn('owner')
  await page.goto('/audit')
  await page.getByRole('button', { name: 'Check the chain' }).click()
  await expect(page.locator('[data-check="done"]')).toContainText('The chain holds')
  await expect(page.getByRole('button', { name: 'Check the chain' })).toBeFocused()
  await page.reload()
  await expect(page.locator('[data-check="done"]')).toContainText(/\d+ rows in \d chains? hold/)
  expect(await complaints.all()).toEqual([])
})

test('the log is the owner’s alone', async ({ page, signIn }) => {
  await signIn('trader')
  await page.goto('/audit')
  await expect(page).toHaveURL(/\/health$/)
  expect((await page.request.get('/api/v1/audit')).status()).toBe(403)
})
