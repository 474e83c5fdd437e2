// The http(s) server of the web process: what it refuses before Next sees it, and the headers that every answer bears.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { BlockList } from 'node:net'
import { codeHeaders, contentPolicy, dropInnerHeaders, pageHeaders } from './headers.ts'
import { refusalOf } from './refusal.ts'
import { guardUpgrade, type Upgrade } from './upgrade.ts'
import { visitorOfRequest } from './visitor.ts'

export type Tls = { certFile: string; keyFile: string }

export type DoorOptions = {
  /** The one address people open. */
  origin: string
  tls: Tls | null
  proxies: BlockList
  isDev: boolean
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Handed the requests that ask for a socket. */
  upgrade: Upgrade
  onFault(fault: unknown): void
}

const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 20_000 // above the 10 s in which a route wants its body, so that the route answers 408 itself
const KEEP_ALIVE_MS = 65_000 // longer than the idle time of common proxies, or they find closed connections
const CONNECTIONS_MAX = 2_048
const HEADER_BYTES_MAX = 16 * 1024
/**
 * Code and pictures whose name changes with their content; everything else may hold somebody's data, and so may a path that
 * climbs out of theirs once it is decoded.
 */
const MAY_BE_KEPT = /^\/(_next\/static\/(?!.*(\.\.|\\|%2e|%2f|%5c))|icon\.svg(\?|$))/i

export function openDoor(options: DoorOptions): Server {
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    admit(options, request, response)
  }
  const settings = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: HEADER_BYTES_MAX,
  }
  const server =
    options.tls === null
      ? createServer(settings, listener)
      : createTlsServer({ ...settings, ...secureContext(options.tls) }, listener)
  server.maxConnections = CONNECTIONS_MAX
  server.on('upgrade', guardUpgrade(options))
  return server
}

function admit(options: DoorOptions, request: IncomingMessage, response: ServerResponse): void {
  const { origin, isDev } = options
  const visitor = visitorOfRequest(request, options.proxies)
  const nonce = randomBytes(18).toString('base64')
  const policy = contentPolicy({ nonce, origin, isDev })
  const mayBeKept = MAY_BE_KEPT.test(request.url ?? '')
  const headers = mayBeKept ? codeHeaders(origin) : pageHeaders(origin, policy)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)

  const refusal = refusalOf({ request, visitor, origin })
  if (refusal !== null) {
    response.writeHead(refusal.status, { 'Cache-Control': 'no-store', ...refusal.headers })
    response.end(request.method === 'HEAD' ? undefined : refusal.text)
    return
  }
  dropInnerHeaders(request.headers)
  if (!mayBeKept) {
    response.setHeader('Cache-Control', 'no-store')
    // Next packs whatever the other end can unpack. What holds somebody's data is sent as it is: how well a secret packs
    // together with what an attacker chose beside it would tell of the secret.
    delete request.headers['accept-encoding']
  }
  // Next reads the nonce from the policy of the request, the layout from `x-nonce`; a route reads its visitor from the rest.
  request.headers['content-security-policy'] = policy
  request.headers['x-nonce'] = nonce
  request.headers['x-forwarded-for'] = visitor.address
  request.headers['x-forwarded-proto'] = visitor.isSecure ? 'https' : 'http'
  request.headers['x-forwarded-host'] = visitor.host
  options.handle(request, response).catch((fault: unknown) => {
    options.onFault(fault)
    if (!response.headersSent) response.writeHead(500, { 'Cache-Control': 'no-store' })
    response.end()
  })
}

function secureContext(tls: Tls) {
  return {
    cert: readFileSync(tls.certFile),
    key: readFileSync(tls.keyFile),
    minVersion: 'TLSv1.2',
  } as const
}
