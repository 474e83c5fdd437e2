// `npm run desk`, `npm run bench`: brings the ground in silence, then runs one TypeScript entry with Node 24.
import { handOver } from './command.mjs'
import { ground } from './ground.mjs'
import { main } from './step.mjs'

await main(async () => {
  const { root, node, env } = await ground({ isQuiet: true })
  return handOver([node, ...process.argv.slice(2)], { cwd: root, env })
})
