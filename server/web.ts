// The web process: pages and API by Next, and `/stream`, on one port. Next gets an http server of its own that never
// listens, or it would put its own upgrade listener on ours.
import { Server } from 'node:http'
import next from 'next'
import { tellUnopenedSeeds } from '#server/auth/unopened-seeds.ts'
import { openLiveStream } from '#server/stream/live.ts'
import { openDoor } from '#server/web/door.ts'
import { openWebGround } from '#server/web/ground.ts'
import { listen, stopListening } from '#server/web/listen.ts'
import type { Upgrade } from '#server/web/upgrade.ts'
import { trustedProxies } from '#server/web/visitor.ts'
import { type Child, runChild } from './child.ts'
import { processEnvironment, readSettings } from './env.ts'

await runChild(runWeb)

async function runWeb(child: Child): Promise<() => Promise<void>> {
  const environment = processEnvironment()
  const isDev = environment['NODE_ENV'] === 'development'
  const settings = readSettings(environment)
  if (!settings.ok) throw new Error(settings.error.join('\n'))
  const { PLIMSOLL_HOST: host, PLIMSOLL_PORT: port } = settings.value
  const { DATABASE_URL_WEB: databaseUrl, NEXTAUTH_SECRET: authSecret } = settings.value
  if (databaseUrl === undefined) throw new Error('DATABASE_URL_WEB was not handed to the web process')
  if (authSecret === undefined) throw new Error('NEXTAUTH_SECRET was not handed to the web process')

  const ground = openWebGround(child, {
    databaseUrl,
    authSecret,
    socketCount: () => stream.socketCount(),
  })
  const { log, origin, db, auth } = ground.runtime
  await tellUnopenedSeeds({ sql: db.sql, auth, log })
  const stream = openLiveStream(ground.runtime, databaseUrl)
  const inner = new Server()
  const app = next({
    dev: isDev,
    dir: import.meta.dirname.replace(/[/\\]server$/, ''),
    httpServer: inner,
  })
  await app.prepare()

  const { TLS_CERT: certFile, TLS_KEY: keyFile, PLIMSOLL_TRUSTED_PROXY: proxies = [] } = settings.value
  const server = openDoor({
    origin,
    tls: certFile === undefined || keyFile === undefined ? null : { certFile, keyFile },
    proxies: trustedProxies(proxies),
    isDev,
    handle: app.getRequestHandler(),
    upgrade: isDev ? reloadOr(stream.upgrade, inner) : stream.upgrade,
    onFault: error => log.error('request_failed', { error }),
  })
  await listen(server, { host, port })
  child.ready()
  log.info('ready', { address: origin, port })
  return async () => {
    await stream.close()
    await stopListening(server)
    await app.close()
    await ground.close()
  }
}

/** While developing, and only then, Next has a socket of its own, the one that reloads pages: it listens on its own server. */
function reloadOr(upgrade: Upgrade, inner: Server): Upgrade {
  return (request, socket, head) =>
    request.url?.startsWith('/_next/') === true
      ? inner.emit('upgrade', request, socket, head)
      : upgrade(request, socket, head)
}
