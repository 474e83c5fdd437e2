// kill -9 of each process of the desk in turn, in the middle of its work: the desk serves again within ten seconds each
// time, nothing it acknowledged is lost, and the audit chain verifies.
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { test } from 'node:test'
import { processEnvironment } from '#server/env.ts'
import {
  askDesk,
  type Desk,
  FIRST_START_WITHIN_MS,
  launchDesk,
  prepareSite,
  READY_WITHIN_MS,
  type Site,
  STOP_WITHIN_MS,
  serves,
  stopDesk,
  withLastWords,
  withOwner,
} from './desk.ts'
import { isAlive, processesOf, VICTIMS, type Victim } from './processes.ts'
import { unsettled } from './rows.ts'
import { keepSending, seatTrader, type Trader } from './trader.ts'
import { until, within } from './until.ts'

const KILLS = processEnvironment()['TEST_DEEP'] === undefined ? VICTIMS.length : 100
/** A kill comes after this many acknowledged writes of its round, so that it meets work under way. */
const WRITES_MAX = 4

test(`${KILLS} kills`, async t => {
  const site = await prepareSite()
  let desk = launchDesk(site)
  t.after(() => stopDesk(desk))
  await until('a first start', FIRST_START_WITHIN_MS, () => serves(site, desk))
  const trader = await withOwner(site, db => seatTrader(db, site.origin))
  const acknowledged: string[] = []

  for (let kill = 0; kill < KILLS; kill++) {
    const victim = VICTIMS[kill % VICTIMS.length] ?? 'supervisor'
    const writes = randomInt(1, WRITES_MAX + 1)
    const sending = keepSending(trader, acknowledged)
    t.after(() => sending.end())
    await until('the writes of a round', READY_WITHIN_MS, () => sending.count() >= writes || undefined)
    const beganAt = performance.now()
    const killed = await killOf(desk, victim)
    if (victim === 'supervisor') {
      await within('what was killed is gone', STOP_WITHIN_MS, desk.exited)
      desk = launchDesk(site)
    }
    const leftMs = READY_WITHIN_MS - (performance.now() - beganAt)
    const back = lookBack({ site, desk, victim, killed, trader })
    await withLastWords(desk, until(`ready after kill ${kill} of ${victim}`, leftMs, back))
    t.diagnostic(`kill ${kill} of ${victim}: ready after ${Math.round(performance.now() - beganAt)} ms`)
    await sending.end()
  }

  assert(acknowledged.length >= KILLS, `${acknowledged.length} writes were acknowledged`)
  await until('every acknowledged write is settled', READY_WITHIN_MS, async () =>
    (await unsettled(site, acknowledged)).length === 0 ? true : undefined,
  )
  const verified = await askDesk(site, 'audit', 'verify')
  t.diagnostic(`${acknowledged.length} writes acknowledged, all there; audit ${JSON.stringify(verified)}`)
})

async function killOf(desk: Desk, victim: Victim): Promise<number> {
  const pid = (await processesOf(desk.pid)).get(victim)
  assert(pid !== undefined, `${victim} runs`)
  process.kill(pid, 'SIGKILL')
  return pid
}

type Round = { site: Site; desk: Desk; victim: Victim; killed: number; trader: Trader }

/** The victim is another process now, the desk says it is ready, and a new command goes the whole road: looked at again and
 * again, all of it in the one time that the desk has. */
function lookBack({ site, desk, victim, killed, trader }: Round): () => Promise<true | undefined> {
  let sent: string | undefined
  return async () => {
    if (sent === undefined) {
      const running = await processesOf(desk.pid)
      const isReplaced = running.get(victim) !== killed && VICTIMS.every(name => running.has(name))
      if (!isReplaced || isAlive(killed) || !(await serves(site, desk))) return undefined
      sent = await trader.send()
      if (sent === undefined) return undefined
    }
    const command = await trader.read(sent)
    if (command === undefined || command.state === 'pending') return undefined
    assert.equal(command.state, 'done')
    return true
  }
}
