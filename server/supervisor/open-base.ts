// What a desk stands on before its database: its data folder, free ports, a log, and the relay of the bus.
import { type Log, openLog } from '#server/log.ts'
import type { ControlAnswer } from './control.ts'
import { type DeskBus, openDeskBus } from './desk-bus.ts'
import type { DeskOptions, Keep } from './desk-options.ts'
import { openLogFile } from './log-file.ts'
import { type Output, openOutput } from './output.ts'
import { mustBeFree, type Plan } from './preflight.ts'
import type { Step } from './steps.ts'
import { type TakenFolder, takeFolder } from './take-folder.ts'

export type Base = TakenFolder &
  DeskBus & {
    readonly plan: Plan
    readonly output: Output
    readonly log: Log
  }

type Opening = { options: DeskOptions; step: Step; keep: Keep; answer: () => ControlAnswer }

export async function openBase({ options, step, keep, answer }: Opening, plan: Plan): Promise<Base> {
  const { users, folder, leftovers } = await step('Data folder', async say => {
    const opened = await takeFolder({
      root: options.root,
      dataDir: plan.dataDir,
      keep,
      answer,
      now: options.clock.now,
      complain: options.complain,
    })
    say(folderWords(opened))
    return opened
  })
  await step('Ports', async say => {
    await mustBeFree('PLIMSOLL_PORT', plan.settings)
    await mustBeFree('PLIMSOLL_METRICS_PORT', plan.settings)
    say(`${plan.settings.PLIMSOLL_PORT} and ${plan.settings.PLIMSOLL_METRICS_PORT} are free`)
  })
  const file = openLogFile(folder.logs)
  keep(() => file.close())
  const output = openOutput(file, { now: options.clock.now, show: options.complain })
  const log = openLog('supervisor', {
    level: plan.settings.PLIMSOLL_LOG_LEVEL,
    destination: { write: line => output('supervisor', line.trimEnd(), 'out') },
  })
  const bus = openDeskBus(log)
  keep(() => bus.relay.close())
  return { plan, users, folder, leftovers, output, log, ...bus }
}

function folderWords({ folder: { root }, users }: TakenFolder): string {
  return users === undefined ? root : `${root}; each process runs as a system user of its own`
}
