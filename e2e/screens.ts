// `npm run screens`: a picture of every page, on a desk screen and on a phone, dark and light, into docs/screens. The desk
// is a real one, and what stands on its pages has really happened there.
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { assert } from '#lib/base/assert.ts'
import { processEnvironment } from '#server/env.ts'
import { FIRST_START_WITHIN_MS, launchDesk, prepareSite, serves, stopDesk } from './chaos/desk.ts'
import { until } from './chaos/until.ts'
import { bringLife, seatOwner } from './support/life.ts'
import { NO_PAGE, PAGES, type PageOfDesk } from './support/pages.ts'

const FOLDER = join(import.meta.dirname, '../docs/screens')
const WIDTHS = [1440, 390] as const
const THEMES = ['dark', 'light'] as const
const HEIGHT = { 1440: 900, 390: 844 } as const
const QUALITY = 72
const BYTES_MAX = 3_000_000

const site = await prepareSite()
const desk = launchDesk(site)
await until('the desk serves', FIRST_START_WITHIN_MS, () => serves(site, desk))
const executablePath = processEnvironment()['CHROMIUM']
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  await takeAll(browser)
} finally {
  await browser.close()
  await stopDesk(desk)
}
await tellSize()

async function takeAll(of: Browser): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  const pages = PAGES.filter(({ path }) => path !== NO_PAGE)
  const context = await of.newContext({ baseURL: site.origin, reducedMotion: 'reduce' })
  for (const page of pages.filter(({ as }) => as === 'newcomer')) await takeOne(context, page)
  const cookie = await seatOwner(site)
  for (const page of pages.filter(({ as }) => as === 'stranger')) await takeOne(context, page)
  await context.addCookies([cookie])
  await bringLife(context)
  for (const page of pages.filter(({ as }) => as === 'owner')) await takeOne(context, page)
  await context.close()
}

async function takeOne(context: BrowserContext, { path, shows }: PageOfDesk): Promise<void> {
  const page = await context.newPage()
  for (const width of WIDTHS) {
    for (const theme of THEMES) {
      await page.setViewportSize({ width, height: HEIGHT[width] })
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await page.goto(path, { waitUntil: 'networkidle' })
      await page.getByRole('heading', { level: 1, name: shows }).waitFor()
      await save(page, join(FOLDER, `${nameOf(path)}-${width}-${theme}.webp`))
    }
  }
  await page.close()
}

async function save(page: Page, file: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const browserSide = await page.context().newCDPSession(page)
  const { data } = await browserSide.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
  await writeFile(file, Buffer.from(data, 'base64'))
  await browserSide.detach()
}

function nameOf(path: string): string {
  return path === '/' ? 'front' : path.slice(1).replaceAll('/', '-')
}

async function tellSize(): Promise<void> {
  const files = await readdir(FOLDER)
  const sizes = await Promise.all(files.map(async file => (await stat(join(FOLDER, file))).size))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  process.stdout.write(`${files.length} pictures, ${(bytes / 1e6).toFixed(2)} MB\n`)
  assert(bytes < BYTES_MAX, `the pictures are to stay below ${BYTES_MAX / 1e6} MB together`)
}
