// `npm start` and `npm run dev`: brings the ground, then hands over to the supervisor.
import { handOver } from './command.mjs'
import { CHECKOUT, ground } from './ground.mjs'
import { main } from './step.mjs'
import { syncTwin } from './twin.mjs'

const SYNC_EVERY_MS = 1_000

await main(async () => {
  process.stdout.write('Plimsoll\n')
  const { root, node, env } = await ground()
  const words = [node, 'server/main.ts', ...process.argv.slice(2)]
  const isDev = process.argv.includes('--dev')
  const sync =
    isDev && root !== CHECKOUT ? setInterval(() => syncTwin(CHECKOUT, root), SYNC_EVERY_MS) : undefined
  const code = await handOver(words, { cwd: root, env, leash: true })
  clearInterval(sync)
  return code
})
