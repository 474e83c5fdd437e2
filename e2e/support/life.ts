// A desk that has lived for a while: people, a backup, the road checked, a token for a program.
import type { BrowserContext, Page } from '@playwright/test'
import { assert } from '#lib/base/assert.ts'
import { CheckRoad } from '#lib/wire/command.ts'
import type { AnyContract } from '#lib/wire/contract.ts'
import { StartJob } from '#lib/wire/job.ts'
import { CreateToken } from '#lib/wire/token.ts'
import type { Site } from '../chaos/desk.ts'
import { seatPerson } from './person.ts'

/** An owner, with colleagues. */
export async function seatOwner(of: Site) {
  await seatPerson(of, 'trader', 'Grace Hopper')
  await seatPerson(of, 'viewer', 'Alan Turing')
  const { token } = await seatPerson(of, 'owner', 'Ada Lovelace')
  const cookie = { name: '__Host-plimsoll', value: token, url: 'https://localhost/', secure: true }
  return { ...cookie, httpOnly: true, sameSite: 'Strict' as const }
}

/** What a desk has after a while: a backup, the road checked, a token for a program. */
export async function bringLife(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.goto('/health')
  await write(page, StartJob, { name: 'backup' })
  await write(page, CheckRoad, {})
  await write(page, CreateToken, { name: 'Grafana', scope: 'read', days: 90 })
  await page.getByText('backup', { exact: false }).first().waitFor()
  await page.close()
}

async function write(page: Page, { method, path }: AnyContract, body: unknown): Promise<void> {
  const status = await page.evaluate(
    async ([url, verb, text]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      return (await fetch(url, { method: verb, headers, body: text })).status
    },
    [path, method, JSON.stringify(body)] as const,
  )
  assert(status < 300, `${method} ${path} answered ${status}`)
}
