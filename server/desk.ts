// The operator's tool: `npm run desk -- <command>`. It works when web is down: it asks the supervisor and the database itself.
import { systemClock } from './clock.ts'
import { openGround } from './desk/open-ground.ts'
import { runDesk } from './desk/run-desk.ts'
import { processEnvironment } from './env.ts'
import { askControl } from './supervisor/control.ts'
import { planOf } from './supervisor/preflight.ts'
import { secretOf } from './supervisor/secrets.ts'
import { StartFault } from './supervisor/start-fault.ts'
import { systemUsers } from './supervisor/system-users.ts'

const root = import.meta.dirname.replace(/[/\\]server$/, '')
const complain = (line: string) => void process.stderr.write(`${line}\n`)
const say = (line: string) => void process.stdout.write(`${line}\n`)

process.exitCode = await run(process.argv.slice(2))

async function run(typed: readonly string[]): Promise<number> {
  const environment = processEnvironment()
  try {
    return await runDesk(typed, { say, complain }, tell =>
      openGround({
        ...planOf(environment, root),
        tell,
        clock: systemClock,
        cwd: environment['INIT_CWD'] ?? process.cwd(),
        owners: systemUsers,
        askSupervisor: askControl,
        ownerPassword: dataDir => secretOf(`${dataDir}/secrets`, 'database-owner'),
      }),
    )
  } catch (cause) {
    if (!(cause instanceof StartFault)) throw cause
    complain(cause.message)
    return cause.exitCode
  }
}
