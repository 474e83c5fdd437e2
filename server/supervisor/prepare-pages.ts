// The step that builds the pages, when their sources changed.
import type { DeskOptions } from './desk-options.ts'
import { buildPages, hasPages } from './pages.ts'
import type { Step } from './steps.ts'

export async function preparePages(options: DeskOptions, { step, stamp }: { step: Step; stamp: string }) {
  const { root, environment, ending } = options
  await step('Pages', async say => {
    if (hasPages(root, stamp)) return say('as the sources say')
    await buildPages(root, { stamp, environment, signal: ending })
    say('built')
  })
}
