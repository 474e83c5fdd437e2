// The step that starts the processes, and waits until they serve.
import { SECOND_MS } from '#lib/base/time.ts'
import { Crew } from './crew.ts'
import type { DeskDatabase } from './desk-database.ts'
import { judgeOf } from './fall-judge.ts'
import { KEPT, type Kept, type LaunchGround } from './launch.ts'
import { ended, patience } from './patience.ts'
import { secretOf } from './secrets.ts'
import { StartFault } from './start-fault.ts'
import type { Starting } from './starting.ts'
import { tlsFiles } from './tls-files.ts'

/** Stopped together within this, so that the whole desk is down in ten seconds. */
const STOP_PATIENCE_MS = 5 * SECOND_MS
/** An engine that was killed with its machine left a lease of fifteen seconds. */
const LEASE_PATIENCE_MS = 20 * SECOND_MS
const READY_WITHIN_MS = 60 * SECOND_MS

type Manning = {
  readonly database: DeskDatabase
  /** Told before anybody is waited for. */
  readonly onMade: (crew: Crew) => void
}

export async function openCrew(starting: Starting, { database, onMade }: Manning): Promise<Crew> {
  const { options, base, step, keep } = starting
  const { promise: gaveUp, resolve: giveUp } = Promise.withResolvers<StartFault>()
  const crew = new Crew({
    ground: launchGround(starting),
    databaseUrls: () => database.urls,
    runFolder: base.folder.run,
    leftovers: base.leftovers,
    relay: base.relay,
    clock: options.clock,
    log: base.log,
    output: base.output,
    onDrop: base.onDrop,
    metrics: base.metrics,
    onFallen: judgeOf({ giveUp, fail: starting.fail, logs: base.folder.logs }),
  })
  onMade(crew)
  keep(() => crew.stop(patience(STOP_PATIENCE_MS)))
  await step('Processes', async say => {
    crew.start()
    // From here on a fall is no reason to give up: it is started again, however often.
    const late = patience(READY_WITHIN_MS).then(() => lateFault(crew, base.folder.logs))
    const fault = await Promise.race([gaveUp, late, ended(options.ending), allReady(crew, say)])
    if (fault instanceof StartFault) throw fault
  })
  return crew
}

function lateFault(crew: Crew, logs: string): StartFault {
  const waiting = crew.report().filter(({ process, state }) => process !== 'engine' && state !== 'ready')
  const names = waiting.map(({ process, state }) => `${process} (${state})`).join(', ')
  return new StartFault(
    `not ready after ${READY_WITHIN_MS / SECOND_MS} s: ${names}; what they said is in ${logs}, and a machine that is busy otherwise may only need another start`,
  )
}

async function allReady(crew: Crew, say: (words: string) => void): Promise<void> {
  const others: readonly Kept[] = KEPT.filter(kept => kept !== 'engine')
  await Promise.all(others.map(kept => crew.ready(kept)))
  const isEngineReady = await Promise.race([
    crew.ready('engine').then(() => true),
    patience(LEASE_PATIENCE_MS).then(() => false),
  ])
  say(isEngineReady ? `${KEPT.join(', ')} are ready` : 'the engine still waits for its lease')
}

function launchGround({ options, base, build }: Starting): LaunchGround {
  const { root, environment, isDev } = options
  const { plan, users, folder } = base
  return {
    root,
    environment,
    users,
    isDev,
    build,
    origin: plan.origin,
    auditFolder: folder.audit,
    cluster: plan.settings.DATABASE_URL === undefined ? 'own' : 'outside',
    tls: tlsFiles(plan.settings, { folder, users, root }),
    authSecret: plan.settings.NEXTAUTH_SECRET ?? secretOf(folder.secrets, 'auth'),
  }
}
