// Sessions in the browser: who is let in, and that a revoked session loses what it had open.
import type { ClientRequest } from 'node:http'
import { WebSocket } from 'ws'
import { expect, test } from './support/journey.ts'
import { endSession } from './support/person.ts'

test('the desk is closed to strangers and open to people', async ({ page, signIn }) => {
  for (const path of ['/health', '/docs/api']) {
    await page.goto(path)
    expect(new URL(page.url()).pathname, path).toBe('/')
  }
  await signIn('viewer')
  await page.goto('/')
  expect(new URL(page.url()).pathname).toBe('/health')
})

test('a revoked session loses its socket and says so, without hiding what was shown', async ({
  page,
  running,
  signIn,
}) => {
  const { sessionId } = await signIn('viewer')
  const closed = Promise.withResolvers<number>()
  page.on('websocket', socket => socket.on('close', () => closed.resolve(performance.now())))
  await page.goto('/health')
  await expect(page.getByRole('heading', { name: 'Everything runs' })).toBeVisible()
  const revokedMs = performance.now()
  await endSession(running.site, sessionId)
  const tookMs = (await closed.promise) - revokedMs
  test
    .info()
    .annotations.push({ type: 'socket closed after revoke', description: `${Math.round(tookMs)} ms` })
  await expect(page.getByRole('heading', { name: 'Your session has ended' })).toBeVisible()
  await expect(page.locator('[data-process="engine"]')).toBeVisible()
  await page.goto('/health')
  expect(new URL(page.url()).pathname).toBe('/')
})

test('another site cannot open the stream with the cookie of this one', async ({ page, running, signIn }) => {
  await signIn('owner')
  await page.route('http://localhost:9/', route =>
    route.fulfill({ contentType: 'text/html', body: '<title>evil</title>' }),
  )
  await page.goto('http://localhost:9/')
  const { port } = new URL(running.site.origin)
  const outcome = await page.evaluate(
    async at =>
      new Promise(resolve => {
        const socket = new WebSocket(at)
        socket.addEventListener('open', () => resolve('open'))
        socket.addEventListener('error', () => resolve('refused'))
      }),
    `ws://localhost:${port}/stream`,
  )
  expect(outcome).toBe('refused')
})

test('only /stream is upgraded: no socket ever reaches Next', async ({ page, running }) => {
  await page.goto('/') // Next would listen for upgrades from its first request on
  const { port } = new URL(running.site.origin)
  const answers = await Promise.all(
    ['/stream', '/_next/webpack-hmr', '/', '/api/v1/health', 'http://127.0.0.1:22/'].map(
      path =>
        new Promise<number | undefined>(resolve => {
          const options = {
            origin: running.site.origin,
            finishRequest: (request: ClientRequest) => {
              request.path = path // also a whole URL, as one asks a proxy
              request.end()
            },
          }
          const socket = new WebSocket(`ws://127.0.0.1:${port}`, options)
          socket.on('unexpected-response', (_, response) => resolve(response.statusCode))
          socket.on('open', () => resolve(101))
          socket.on('error', () => resolve(undefined))
        }),
    ),
  )
  expect(answers).toEqual([401, 404, 404, 404, 404])
})
