// `npm start` and `npm run dev`: brings the ground, then hands over to the supervisor.
import { handOver } from './command.mjs'
import { ground } from './ground.mjs'
import { main } from './step.mjs'

await main(async () => {
  process.stdout.write('Plimsoll\n')
  const { root, node, env } = await ground()
  const words = [node, 'server/main.ts', ...process.argv.slice(2)]
  return handOver(words, { cwd: root, env, leash: true })
})
