// One visit of one page in a fresh browser: what came over the wire by kind, when the largest paint was, and what moved.
import type { Browser, CDPSession, Page } from '@playwright/test'

export type Visited = {
  /** Where it ended: a page may lead elsewhere. */
  path: string
  scriptBytes: number
  styleBytes: number
  fontBytes: number
  lcpMs: number
  /** Without unit. */
  cls: number
}

export type Visit = {
  origin: string
  path: string
  /** The session to come with; none for pages before the door. */
  token: string | null
  /** A slow phone on a slow line. */
  isSlow: boolean
}

const SETTLE_MS = 1_500
const CPU_SLOWER = 4
/** "Fast 3G" as Chromium's own tools have it. */
const FAST_3G = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: ((1.6 * 1024 * 1024) / 8) * 0.9,
  uploadThroughput: ((750 * 1024) / 8) * 0.9,
}

export async function visit(browser: Browser, { origin, path, token, isSlow }: Visit): Promise<Visited> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    if (token !== null) await context.addCookies([sessionCookie(token)])
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    const bytes = await countBytes(cdp)
    await page.addInitScript(observe)
    if (isSlow) {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER })
      await cdp.send('Network.emulateNetworkConditions', FAST_3G)
    }
    await page.goto(origin + path, { waitUntil: 'load' })
    await settled(page)
    const { lcp, cls } = await page.evaluate(() => Object(window)['seen'])
    return {
      path: new URL(page.url()).pathname,
      scriptBytes: bytes('Script'),
      styleBytes: bytes('Stylesheet'),
      fontBytes: bytes('Font'),
      lcpMs: lcp,
      cls,
    }
  } finally {
    await context.close()
  }
}

/** A cookie knows no port, and on localhost Chromium takes HTTP for secure. */
function sessionCookie(token: string) {
  return {
    name: '__Host-plimsoll',
    value: token,
    url: 'https://localhost/',
    secure: true,
    httpOnly: true,
    sameSite: 'Strict' as const,
  }
}

async function countBytes(cdp: CDPSession): Promise<(kind: string) => number> {
  const kinds = new Map<string, string>()
  const sums = new Map<string, number>()
  cdp.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? ''
    sums.set(kind, (sums.get(kind) ?? 0) + encodedDataLength)
  })
  await cdp.send('Network.enable')
  return kind => sums.get(kind) ?? 0
}

/** Runs in the page, before anything of it. */
function observe(): void {
  const seen = { lcp: 0, cls: 0 }
  Object.assign(window, { seen })
  new PerformanceObserver(list => {
    for (const { startTime } of list.getEntries()) seen.lcp = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = Object(entry)
      if (hadRecentInput !== true) seen.cls += value
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** The frame comes alive, the socket opens, and what is loaded ahead is loaded. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(ms => new Promise(resolve => setTimeout(resolve, ms)), SETTLE_MS)
}
