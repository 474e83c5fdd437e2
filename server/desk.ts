// The operator's tool: `npm run desk -- <command>`. It works when web is down: it asks the supervisor and the database itself.
import { systemClock } from './clock.ts'
import { askPassword } from './desk/ask-password.ts'
import type { Voice } from './desk/failure.ts'
import { openGround } from './desk/open-ground.ts'
import { runDesk } from './desk/run-desk.ts'
import { processEnvironment } from './env.ts'
import { askControl } from './supervisor/control.ts'
import { planOf } from './supervisor/preflight.ts'
import { secretOf } from './supervisor/secrets.ts'
import { systemUsers } from './supervisor/system-users.ts'

const root = import.meta.dirname.replace(/[/\\]server$/, '')
const voice: Voice = {
  say: line => void process.stdout.write(`${line}\n`),
  complain: line => void process.stderr.write(`${line}\n`),
}

const environment = processEnvironment()
process.exitCode = await runDesk(process.argv.slice(2), voice, tell =>
  openGround({
    ...planOf(environment, root),
    tell,
    clock: systemClock,
    cwd: environment['INIT_CWD'] ?? process.cwd(),
    owners: systemUsers,
    askSupervisor: askControl,
    ownerPassword: dataDir => secretOf(`${dataDir}/secrets`, 'database-owner'),
    askPassword: () => askPassword({ input: process.stdin, say: text => void process.stderr.write(text) }),
    authSecret: dataDir => secretOf(`${dataDir}/secrets`, 'auth'),
  }),
)
