// `npm test`: the whole check, stage by stage. `--check` stops after the static one; `--deep` takes the long forms.
import { ground } from './ground.mjs'
import { ALL, CHECK, runStages } from './stages.mjs'
import { main } from './step.mjs'

await main(async () => {
  const flags = process.argv.slice(2)
  const { root, node, env } = await ground()
  const depth = flags.includes('--deep') ? { TEST_DEEP: '1' } : {}
  const failed = await runStages(flags.includes('--check') ? CHECK : ALL, {
    root,
    node,
    env: { ...env, ...depth },
  })
  return failed === 0 ? 0 : 1
})
