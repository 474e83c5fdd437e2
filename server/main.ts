// The supervisor: `npm start` and `npm run dev` end here. `--build` makes the pages and goes.

import { systemClock } from './clock.ts'
import { processEnvironment } from './env.ts'
import { buildOnly, supervise } from './supervisor/supervise.ts'

const flags = new Set(process.argv.slice(2))
const ending = new AbortController()
const end = () => ending.abort()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
process.on('disconnect', end) // whoever started us is gone
for (const stream of [process.stdout, process.stderr]) stream.on('error', end) // nobody reads any more

process.umask(0o022) // what root builds, the users of the processes read; what is secret says so itself
const run = flags.has('--build') ? buildOnly : supervise
const exitCode = await run({
  root: import.meta.dirname.replace(/[/\\]server$/, ''),
  isDev: flags.has('--dev'),
  environment: processEnvironment(),
  clock: systemClock,
  ending: ending.signal,
  tell: text => process.stdout.write(text),
  complain: text => process.stderr.write(text),
})
process.exit(exitCode)
