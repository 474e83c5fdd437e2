// A disk that fills up, a small tmpfs: the desk says so, loses nothing it acknowledged, and goes on once there is room.
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Db } from '#server/db/client.ts'
import { processEnvironment } from '#server/env.ts'
import {
  askDesk,
  FIRST_START_WITHIN_MS,
  launchDesk,
  prepareSite,
  READY_WITHIN_MS,
  type Site,
  scratchFolder,
  serves,
  stopDesk,
  withOwner,
} from './desk.ts'
import { unsettled } from './rows.ts'
import { keepSending, seatTrader } from './trader.ts'
import { until, within } from './until.ts'

const DISK_MIB = 192
const MOUNT = ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m,mode=755`, 'tmpfs']
/** Set for the run inside a namespace: the disk that was mounted there. */
const GIVEN_DISK = 'TEST_DISK'
const BLOCK = Buffer.alloc(1024 * 1024)
/** PostgreSQL tries again in growing steps; so long a person may have to wait after making room. */
const BACK_WITHIN_MS = 60_000

test('the disk fills up under a running desk, and is freed', async t => {
  const disk = await scratchFolder()
  const given = processEnvironment()[GIVEN_DISK]
  if (given !== undefined) return fillUp(t, given)
  const refusal = mountRefusal(disk)
  if (refusal === undefined) {
    t.after(() => execFileSync('umount', ['-l', disk]))
    return fillUp(t, disk)
  }
  // Root without the right to mount has no second way: in a namespace of its own the desk's users would not exist.
  const nested = process.getuid?.() === 0 ? undefined : await inNamespace(disk)
  if (nested === undefined) return t.skip(`no small disk can be made here: ${refusal}`)
  assert.equal(nested.code, 0, nested.said)
})

async function fillUp(t: TestContext, disk: string): Promise<void> {
  const site = await siteOn(disk)
  const desk = launchDesk(site)
  t.after(() => stopDesk(desk))
  await until('a first start', FIRST_START_WITHIN_MS, () => serves(site, desk))
  const trader = await withOwner(site, db => seatTrader(db, site.origin))
  const acknowledged: string[] = []
  const sending = keepSending(trader, acknowledged)
  await until('writes', READY_WITHIN_MS, () => sending.count() > 2 || undefined)

  const ballast = join(disk, 'ballast')
  await fill(ballast)
  const full = sending.count()
  t.diagnostic(`${full} writes were acknowledged before the disk was full`)
  const refused = launchDesk(await siteOn(disk, 'another'))
  assert.notEqual((await within('the second desk has ended', FIRST_START_WITHIN_MS, refused.exited)).code, 0)
  assert.match(refused.complaints().join('\n'), /disk is full/)
  assert.equal(refused.complaints().length, 1)

  await assert.rejects(withOwner(site, crowd), 'the database itself has no room left')
  t.diagnostic(`${sending.count() - full} writes were acknowledged on the full disk`)
  await until('the desk says that it is not ready', READY_WITHIN_MS, async () =>
    (await serves(site, desk)) ? undefined : true,
  )
  await rm(ballast)
  await until('ready again', BACK_WITHIN_MS, () => serves(site, desk))
  const before = sending.count()
  await until('a write after it', BACK_WITHIN_MS, () => sending.count() > before || undefined)
  await sending.end()
  await until('all is settled', READY_WITHIN_MS, async () =>
    (await unsettled(site, acknowledged)).length === 0 ? true : undefined,
  )
  await askDesk(site, 'audit', 'verify')
}

function mountRefusal(disk: string): string | undefined {
  const { status, stderr, error } = spawnSync('mount', [...MOUNT, disk], { encoding: 'utf8' })
  return status === 0 ? undefined : (error?.message ?? stderr.trim())
}

/** A user may mount in a namespace of their own, where the system lets them have one: there this test runs once more. */
async function inNamespace(disk: string): Promise<{ code: number | null; said: string } | undefined> {
  const namespace = ['--user', '--map-current-user', '--keep-caps', '--mount', '--']
  if (spawnSync('unshare', [...namespace, 'mount', ...MOUNT, disk]).status !== 0) return undefined
  const script = `mount ${MOUNT.join(' ')} "$1" && exec "$2" --test "$3"`
  const { NODE_TEST_CONTEXT: _, ...env } = processEnvironment()
  const child = spawn(
    'unshare',
    [...namespace, 'sh', '-c', script, 'sh', disk, process.execPath, import.meta.filename],
    { env: { ...env, NODE_ENV: 'production', [GIVEN_DISK]: disk }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    said += text
  })
  const [code] = await once(child, 'close')
  return { code, said }
}

async function siteOn(disk: string, name = 'data'): Promise<Site> {
  const site = await prepareSite()
  const data = join(disk, name)
  return { ...site, data, env: { ...site.env, PLIMSOLL_DATA: data } }
}

/** Makes the log grow until it needs a segment that there is no room for: then PostgreSQL itself goes down. */
async function crowd(db: Db): Promise<void> {
  for (let part = 0; part < DISK_MIB; part++) {
    await db.sql({
      text: `SELECT pg_logical_emit_message(false, 'chaos', repeat(md5(random()::text), 32768))`,
    })
  }
}

async function fill(path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (;;) await file.write(BLOCK)
  } catch (cause) {
    assert.equal((cause as NodeJS.ErrnoException).code, 'ENOSPC')
  } finally {
    await file.close()
  }
}
