// One desk through what a machine and a person do to it: a second start, a database that stands still, a backup that is
// restored elsewhere, and Ctrl-C.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openSeeds } from '#server/auth/seeds.ts'
import type { Db } from '#server/db/client.ts'
import { processEnvironment } from '#server/env.ts'
import {
  askDesk,
  type Desk,
  FIRST_START_WITHIN_MS,
  launchDesk,
  prepareSite,
  READY_WITHIN_MS,
  type Site,
  serves,
  stopDesk,
  withOwner,
} from './desk.ts'
import { familyOf, processesOf } from './processes.ts'
import { countsOf, unsettled } from './rows.ts'
import { keepSending, seatTrader, type Trader } from './trader.ts'
import { until, within } from './until.ts'

const OUTAGE_MS = processEnvironment()['TEST_DEEP'] === undefined ? 0 : 60_000

let site: Site
let desk: Desk
let trader: Trader
const acknowledged: string[] = []

before(async () => {
  site = await prepareSite()
  desk = launchDesk(site)
  await until('a first start', FIRST_START_WITHIN_MS, () => serves(site, desk))
  trader = await withOwner(site, db => seatTrader(db, site.origin))
})
after(() => stopDesk(desk))

test('a second desk on the same folder is refused and names the first', async () => {
  const elsewhere = await prepareSite()
  const second = launchDesk({ env: { ...elsewhere.env, PLIMSOLL_DATA: site.data } })
  const { code } = await within('the second has ended', FIRST_START_WITHIN_MS, second.exited)
  assert.notEqual(code, 0)
  assert.equal(second.complaints().length, 1, second.complaints().join('\n'))
  assert.match(second.complaints()[0] ?? '', new RegExp(`\\b${desk.pid}\\b`))
  assert.equal(await serves(site, desk), true)
})

test('PostgreSQL stands still and comes back: the desk says so, then goes on, and nothing is lost', async t => {
  const postgres = (await processesOf(desk.pid)).get('postgres')
  assert(postgres !== undefined)
  const sending = keepSending(trader, acknowledged)
  await until('a first write', READY_WITHIN_MS, () => sending.count() > 0 || undefined)
  const frozen = await familyOf(postgres)
  for (const pid of frozen) process.kill(pid, 'SIGSTOP')
  const beganAt = performance.now()
  await until('the desk says that it is not ready', READY_WITHIN_MS, async () =>
    (await serves(site, desk)) ? undefined : true,
  )
  await until('the outage is long enough', OUTAGE_MS + READY_WITHIN_MS, () =>
    performance.now() - beganAt > OUTAGE_MS ? true : undefined,
  )
  for (const pid of frozen) process.kill(pid, 'SIGCONT')
  await until('ready again', 3 * READY_WITHIN_MS, () => serves(site, desk))
  const before = sending.count()
  await until('a write after it', READY_WITHIN_MS, () => sending.count() > before || undefined)
  await sending.end()
  await until('all is settled', READY_WITHIN_MS, async () =>
    (await unsettled(site, acknowledged)).length === 0 ? true : undefined,
  )
  t.diagnostic(`${acknowledged.length} writes acknowledged, all there`)
})

test('a backup restored into a new folder has the same rows, a chain that verifies, and no secret', async () => {
  await withOwner(site, keepSeed)
  const counts = await withOwner(site, countsOf)
  const made = await askDesk(site, 'backup')
  const into = join(site.data, '../restored')
  const restored = await askDesk(site, 'restore', nameOf(made), '--into', into)
  assert.deepEqual(inventoryOf(restored), inventoryOf(made))
  await stopDesk(desk)

  const copy: Site = { ...site, data: into, env: { ...site.env, PLIMSOLL_DATA: into } }
  desk = launchDesk(copy)
  site = copy
  await until('a desk on the restored folder', FIRST_START_WITHIN_MS, () => serves(copy, desk))
  const restoredCounts = await withOwner(copy, countsOf)
  for (const table of ['commands', 'audit_entries', 'users', 'sessions'] as const) {
    assert.equal(restoredCounts[table], counts[table], table)
  }
  assert.deepEqual(await unsettled(copy, acknowledged), [])
  await askDesk(copy, 'audit', 'verify')
  await until('what the secret sealed is told of', READY_WITHIN_MS, async () =>
    (await readFile(join(into, 'logs/plimsoll.log'), 'utf8')).includes('"event":"seeds_not_opened"')
      ? true
      : undefined,
  )
})

test('Ctrl-C stops everything in order and leaves no process behind', async () => {
  const { code, signal } = await stopDesk(desk, 'SIGINT')
  assert.deepEqual({ code, signal }, { code: 0, signal: null })
})

/** As of a person who has set up an app at this desk. */
async function keepSeed(db: Db): Promise<void> {
  const secret = (await readFile(join(site.data, 'secrets/auth'), 'utf8')).trim()
  const { id } = await db.prisma.user.findFirstOrThrow({ where: { removedAt: null } })
  const totpSeed = Uint8Array.from(openSeeds(secret).seal(id, 'A'.repeat(32)))
  await db.prisma.user.update({ where: { id }, data: { totpSeed } })
}

/** What the tool found when it started the copy: the rows of each table, and the chains. */
function inventoryOf(answer: unknown): object {
  assert(typeof answer === 'object' && answer !== null && 'inventory' in answer)
  assert(typeof answer.inventory === 'object' && answer.inventory !== null)
  return answer.inventory
}

function nameOf(made: unknown): string {
  assert(typeof made === 'object' && made !== null && 'backup' in made && typeof made.backup === 'string')
  return made.backup
}
