// Every page on a really running desk, in a real browser: what it costs over the wire, when it is painted, what moves. The
// limits are those of the design; the middle of three visits counts.
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { assert } from '#lib/base/assert.ts'
import { processEnvironment } from '#server/env.ts'
import type { Figure, Measured } from './figure.ts'
import { openBenchDesk } from './web-pages/desk.ts'
import { type Visited, visit } from './web-pages/visit.ts'

const KIB = 1024
const ROUNDS = 3
const BUDGETS = { outsideJs: 170, deskJs: 230, css: 25, fonts: 75, lcpMs: 1_200, slowLcpMs: 2_500, cls: 0.05 }
/** What only leads on is measured where it leads to. */
const LEADS_ON = ['/', '/settings']
/** Measured on a slow phone with a slow line besides. */
const SLOW = ['/login', '/health']

type PagePlan = { path: string; name: string; isOutside: boolean; needsSession: boolean }
type Seen = { quick: Visited[]; slow: Visited[] }

const plans = pagePlans()
const measured = once(measureAll)

export const figures: readonly Figure[] = plans.flatMap(plan => figuresOf(plan))

function figuresOf(plan: PagePlan): Figure[] {
  const { name, path, isOutside } = plan
  const figure = (what: string, judge: (seen: Seen) => Measured): Figure => ({
    name: `web.pages.${name}.${what}`,
    measure: async () => {
      const seen = (await measured()).get(path)
      assert(seen !== undefined, `${path} was visited`)
      return judge(seen)
    },
  })
  const jsBudget = isOutside ? BUDGETS.outsideJs : BUDGETS.deskJs
  const slow = figure('lcp-slow', seen =>
    within(seen.slow, one => one.lcpMs, { unit: 'ms', most: BUDGETS.slowLcpMs }),
  )
  return [
    figure('js', seen => within(seen.quick, one => one.scriptBytes / KIB, { unit: 'KiB', most: jsBudget })),
    figure('css', seen =>
      within(seen.quick, one => one.styleBytes / KIB, { unit: 'KiB', most: BUDGETS.css }),
    ),
    figure('fonts', seen =>
      within(seen.quick, one => one.fontBytes / KIB, { unit: 'KiB', most: BUDGETS.fonts }),
    ),
    figure('lcp', seen => within(seen.quick, one => one.lcpMs, { unit: 'ms', most: BUDGETS.lcpMs })),
    figure('cls', seen => within(seen.quick, one => one.cls, { unit: '', most: BUDGETS.cls })),
    ...(SLOW.includes(path) ? [slow] : []),
  ]
}

function within(
  visits: readonly Visited[],
  pick: (one: Visited) => number,
  of: { unit: string; most: number },
): Measured {
  const values = visits.map(pick).toSorted((a, b) => a - b)
  const value = values[Math.floor(values.length / 2)] ?? Number.NaN
  return {
    value,
    unit: of.unit,
    peer: of.most,
    ratio: value / of.most,
    target: 'value <= peer',
    met: value <= of.most,
  }
}

async function measureAll(): Promise<Map<string, Seen>> {
  const executablePath = processEnvironment()['CHROMIUM']
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  const desk = await openBenchDesk()
  try {
    const seen = new Map<string, Seen>()
    await visitAll(browser, { ...desk, rounds: 1 }) // the first visit of a page is that of the desk itself
    for (const [path, found] of await visitAll(browser, { ...desk, rounds: ROUNDS })) seen.set(path, found)
    return seen
  } finally {
    await browser.close()
    await desk.close()
  }
}

type Round = { origin: string; token: string; rounds: number }

async function visitAll(browser: Browser, { origin, token, rounds }: Round): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>()
  for (const { path, needsSession } of plans) {
    const of = { origin, path, token: needsSession ? token : null }
    const found: Seen = { quick: [], slow: [] }
    for (let round = 0; round < rounds; round += 1) {
      found.quick.push(await visit(browser, { ...of, isSlow: false }))
      if (SLOW.includes(path)) found.slow.push(await visit(browser, { ...of, isSlow: true }))
    }
    const elsewhere = found.quick.find(one => one.path !== path)
    assert(elsewhere === undefined, `${path} is itself, and not ${elsewhere?.path}`)
    seen.set(path, found)
  }
  return seen
}

/** By the files of the pages, so that none is forgotten. */
function pagePlans(): PagePlan[] {
  const files = globSync('**/page.tsx', { cwd: join(dirname(import.meta.dirname), 'app') }).toSorted()
  return files
    .map(file => {
      const path = `/${dirname(file).replace(/\([a-z]+\)\/?/g, '')}`.replace(/\/\.?$/, '') || '/'
      const isOutside = file.startsWith('(harbour)')
      return {
        path,
        name: path.slice(1).replaceAll('/', '-'),
        isOutside,
        needsSession: !isOutside || path === '/welcome',
      }
    })
    .filter(({ path }) => !LEADS_ON.includes(path))
}

function once<T>(act: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => {
    done ??= act()
    return done
  }
}
