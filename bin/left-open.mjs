// Loaded into each file of tests: one that does not end, though its tests have, is ended, and what it left open is named.
import { after, afterEach, beforeEach } from 'node:test'
import { isMainThread } from 'node:worker_threads'
import { LEFT_OPEN } from './count-reporter.mjs'

/** The streams to the runner, which every file has. */
const OWN = 'PipeWrap'

/** The runner itself has the same preload, and so has whatever a test forks. */
const isTestFile =
  isMainThread && process.env['NODE_TEST_CONTEXT'] !== undefined && /\.test\.\w+$/.test(process.argv[1] ?? '')
if (isTestFile) watch(Number(new URL(import.meta.url).searchParams.get('within')))

/** @param {number} withinMs for the file's own hooks at its end, which come after ours, and for its handles */
function watch(withinMs) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  let hasEnded = false
  const wait = () => {
    if (hasEnded) timer = setTimeout(end, withinMs).unref()
  }
  after(() => {
    hasEnded = true
    wait()
  })
  // Node takes a file for ended that has no test at the moment; one that awaits something at its top may have more.
  beforeEach(() => clearTimeout(timer))
  afterEach(wait)
}

function end() {
  const open = process.getActiveResourcesInfo().filter(name => name !== OWN)
  process.stderr.write(`${LEFT_OPEN}${[...new Set(open)].join(', ') || 'nothing that Node knows of'}\n`)
  process.exit(1)
}
