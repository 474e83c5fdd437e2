// `npm test`: the whole check, stage by stage. `--check` stops after the static one; `--deep` takes the long forms.
import { CHECKOUT, ground } from './ground.mjs'
import { ALL, CHECK, runStages } from './stages.mjs'
import { main } from './step.mjs'
import { Interrupted } from './within.mjs'

await main(async () => {
  const flags = process.argv.slice(2)
  const { root, node, env } = await ground()
  // A twin has no history, and a clone is made of that.
  const given = { TEST_CHECKOUT: CHECKOUT, ...(flags.includes('--deep') ? { TEST_DEEP: '1' } : {}) }
  const stages = flags.includes('--check') ? CHECK : ALL
  try {
    const failed = await runStages(stages, { root, node, env: { ...env, ...given } })
    return failed === 0 ? 0 : 1
  } catch (fault) {
    if (fault instanceof Interrupted) return fault.exitCode
    throw fault
  }
})
