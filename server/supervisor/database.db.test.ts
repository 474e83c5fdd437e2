// The database of a desk: a wrong address in one line, logins that come in, and a PostgreSQL that is killed and comes back.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { systemClock } from '#server/clock.ts'
import { openDb } from '#server/db/client.ts'
import type { Postgres } from '#server/db/postgres/postgres.ts'
import { readSettings } from '#server/env.ts'
import { openLog } from '#server/log.ts'
import { scratchDatabase } from '#server/testing/database.ts'
import { openDataFolder } from './data-folder.ts'
import { loginsOf, migrate, mustAnswer } from './database.ts'
import { DeskDatabase } from './desk-database.ts'
import { StartFault } from './start-fault.ts'

function dataFolder(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-desk-database-'))
  t.after(() => rmSync(root, { recursive: true }))
  return openDataFolder(root, undefined)
}

test('an outside database: what is wrong with its address is said without the password', async t => {
  const { urls, drop } = await scratchDatabase()
  t.after(drop)
  await mustAnswer(urls.owner)
  const changed = (change: (url: URL) => void) => {
    const url = new URL(urls.owner)
    change(url)
    return url.href
  }
  const faults = {
    'the password is wrong': changed(url => (url.password = 'nonsense')),
    'there is no such database': changed(url => (url.pathname = '/no_such')),
    'nothing listens there': changed(url => (url.port = '1')),
  }
  for (const [reason, url] of Object.entries(faults)) {
    const { host, pathname } = new URL(url)
    await assert.rejects(mustAnswer(url), {
      message: `DATABASE_URL: no way into ${host}${pathname}: ${reason}`,
    })
  }
})

test('logins are made once for each process, and what the operator gave stands', async t => {
  const { urls, drop } = await scratchDatabase()
  t.after(drop)
  const folder = dataFolder(t)
  const settings = readSettings({ DATABASE_URL: urls.owner, DATABASE_URL_JOBS: urls.jobs })
  assert.ok(settings.ok)
  assert.deepEqual(await migrate(urls.owner), [], 'the scratch database is migrated already')
  const first = await loginsOf(urls.owner, { settings: settings.value, folder })
  assert.deepEqual(await loginsOf(urls.owner, { settings: settings.value, folder }), first)
  assert.equal(first.jobs, urls.jobs)
  const db = openDb(first.web, { poolMax: 1 })
  const [row] = await db.sql<{ name: string }>({ text: 'SELECT current_user::text AS name' })
  await db.close()
  assert.match(row?.name ?? '', /^plimsoll_web_/)
})

/** A PostgreSQL as the desk sees it: where it is, and how it ends. */
function paperPostgres(port: number) {
  const { promise: exited, resolve: end } = Promise.withResolvers<Awaited<Postgres['exited']>>()
  const exit = { code: null, signal: 'SIGKILL' as const }
  const postgres: Postgres = {
    url: `postgres://owner@127.0.0.1:${port}/plimsoll`,
    port,
    pid: 1,
    exited,
    stop: async () => {
      end({ code: 0, signal: null })
      return exited
    },
  }
  return { postgres, fall: () => end(exit) }
}

test('a PostgreSQL that falls is started again, and everybody is told where it is now', async t => {
  const { urls, drop } = await scratchDatabase()
  t.after(drop)
  const settings = readSettings({})
  assert.ok(settings.ok)
  const real = new URL(urls.owner)
  const papers = [paperPostgres(Number(real.port)), paperPostgres(65_001)]
  const starts: (() => Promise<Postgres>)[] = [
    async () => ({ ...papersAt(0).postgres, url: urls.owner }),
    () => Promise.reject(new StartFault('the disk is full')),
    async () => papersAt(1).postgres,
  ]
  const papersAt = (index: number) => {
    const paper = papers[index]
    assert.ok(paper)
    return paper
  }
  const { promise: moved, resolve: onMoved } = Promise.withResolvers<void>()
  const events: string[] = []
  const database = new DeskDatabase({
    outsideUrl: undefined,
    stopStarting: () => assert.fail('it was up'),
    startEmbedded: () => starts.shift()?.() ?? assert.fail('nobody asked for more'),
    clock: systemClock,
    log: openLog('supervisor', { destination: { write: line => void events.push(JSON.parse(line).event) } }),
    onMoved,
  })
  await database.start()
  await database.openLogins({ settings: settings.value, folder: dataFolder(t) })
  assert.equal(database.state, 'embedded')
  papersAt(0).fall()
  await moved
  assert.deepEqual(events, ['database_ended', 'database_not_started'])
  assert.deepEqual([database.state, new URL(database.urls.engine).port], ['embedded', '65001'])
  await database.stop()
  assert.equal(database.state, 'down')
})

test('a stop does not wait for a PostgreSQL that is still recovering', async () => {
  const first = paperPostgres(65_002)
  const { promise: up, reject: endStart } = Promise.withResolvers<Postgres>()
  const starts = [async () => first.postgres, () => up]
  const { promise: startedAgain, resolve: onStart } = Promise.withResolvers<void>()
  const database = new DeskDatabase({
    outsideUrl: undefined,
    startEmbedded: () => {
      if (starts.length === 1) onStart()
      return starts.shift()?.() ?? assert.fail('nobody asked for more')
    },
    stopStarting: async () => endStart(new StartFault('it was ended')),
    clock: systemClock,
    log: openLog('supervisor', { destination: { write: () => undefined } }),
    onMoved: () => assert.fail('it never came up'),
  })
  await database.start()
  first.fall()
  await startedAgain
  await database.stop()
  assert.equal(database.state, 'down')
  assert.equal(starts.length, 0)
})

test('an owner without rights is told which ones it needs, in one line', async t => {
  const { urls, drop } = await scratchDatabase()
  t.after(drop)
  const settings = readSettings({})
  assert.ok(settings.ok)
  const told = /^DATABASE_URL: [^/]+\/\S+: .+ must own the database, .+ CREATEROLE$/
  await assert.rejects(migrate(urls.web), (fault: unknown) => isStartFault(fault, told))
  const of = { settings: settings.value, folder: dataFolder(t) }
  await assert.rejects(loginsOf(urls.jobs, of), (fault: unknown) => isStartFault(fault, told))
})

function isStartFault(fault: unknown, told: RegExp): boolean {
  assert.ok(fault instanceof StartFault, String(fault))
  assert.match(fault.message, told)
  return true
}
