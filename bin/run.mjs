// `npm run desk`, `npm run bench`, `npm run screens`: brings the ground in silence, then runs one TypeScript entry with Node 24.
import { findChromium } from './chromium.mjs'
import { handOver } from './command.mjs'
import { ground } from './ground.mjs'
import { main } from './step.mjs'

await main(async () => {
  const { root, node, env } = await ground({ isQuiet: true })
  const browser = env['CHROMIUM'] ?? findChromium()
  const withBrowser = browser === undefined ? env : { ...env, CHROMIUM: browser }
  return handOver([node, ...process.argv.slice(2)], { cwd: root, env: withBrowser })
})
