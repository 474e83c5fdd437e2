// Rooms, floors and allowed arrows of the house, as data: docs/decisions and the architecture say why, this says what.

/** A room imports only from floors below; rooms of one floor never import each other. `x/*`: each folder is a room. */
export const FLOORS = [
  ['lib/base'],
  ['lib/market'],
  ['lib/orders', 'lib/indicators', 'lib/format'],
  ['lib/margin', 'lib/wire', 'lib/market/derived'],
  // The server's ground names processes in the words of lib/wire, so it stands on it.
  ['server/{env,settings,log,clock,metrics,ipc,child,heart,pump}.ts'],
  ['server/db', 'server/bus', 'lib/exchange', 'lib/strategy', 'lib/risk', 'lib/execution', 'lib/analytics'],
  [
    ...['server/venues', 'server/keys', 'server/auth', 'server/notify', 'server/testing', 'lib/backtest'],
    ...['components/ui', 'components/chart', 'strategies'],
  ],
  [
    'server/services',
    'server/engine',
    'server/jobs',
    'server/backup',
    'server/runtime.ts',
    'components/data',
  ],
  [
    'server/http',
    'server/stream',
    'server/local-venue',
    'server/web',
    'server/supervisor',
    'server/desk',
    'components/*',
  ],
  ['app', 'server/{main,web,engine,jobs,strategy-host,local-venue,desk}.ts'],
  ['bench', 'e2e'], // they judge what stands below, and nobody imports them
  ['tidy'],
  ['bin', '{tidy.test,knip,playwright.config}.ts', 'next.config.js', 'postcss.config.mjs'],
]

/** Arrows that the floors alone would allow. */
export const NEVER: readonly (readonly [from: RegExp, to: RegExp, why: string])[] = [
  [/^lib\//, /^(?!lib\/)/, 'lib is pure and stands alone'],
  [/^components\//, /^(server|app)\//, 'the browser never reaches into the server'],
  [/^server\//, /^(app|components)\//, 'the server does not know who draws it'],
  [/^server\/venues\//, /^server\/db\//, 'a venue stores nothing, it tells'],
  [/^app\//, /^server\/(db|keys|venues|engine)[/.]/, 'pages and routes use server/http and server/services'],
  [/^bin\//, /^(?!bin\/)/, 'bin runs before there are packages, on the Node that is there'],
]
/** The room of test databases is for tests, journeys and measurements only. */
export const TESTING = /^server\/testing\//
export const MAY_USE_TESTING = /\.(test|spec)\.ts$|^e2e\/|^bench\/|^server\/testing\//

/** Each package and node: itself, with the only files that may import it. Whatever is not listed is refused. */
export const PACKAGES: Readonly<Record<string, RegExp>> = {
  'node:': /^(server|bin|tidy|bench|e2e)\/|^[^/]+$|\.test\.ts$/,
  zod: /^server\/|^bench\//,
  'zod/mini': /^(lib\/(wire|exchange|strategy|risk|execution|analytics)|components|server|app|bench)\//,
  pg: /^server\/(db|testing)\//,
  '@prisma/client': /^server\/db\//,
  '@prisma/adapter-pg': /^server\/db\//,
  '@prisma/schema-engine-wasm': /^server\/db\//,
  'pg-boss': /^server\/jobs\//,
  pino: /^server\/log\.ts$/,
  'prom-client': /^server\/(metrics|supervisor\/)/,
  ws: /^server\/stream\/|^bench\/|^e2e\/|^server\/.*\.test\.ts$/,
  next: /^app\/|^components\/|^server\/http\/page\.ts$|^server\/web\.ts$|^bench\//,
  'next-auth': /^server\/http\/|^app\/api\/auth\//,
  otpauth: /^server\/auth\/|^e2e\/|\.test\.ts$/,
  qrcode: /^server\/(auth|desk)\//,
  '@node-rs/argon2': /^server\/auth\//,
  '@simplewebauthn/server': /^server\/auth\//,
  '@simplewebauthn/browser': /^components\/data\//,
  'server-only': /^server\/http\//,
  react: /^app\/|^components\/|^server\/http\/page\.ts$/,
  'react-dom': /^app\/|^components\//,
  '@tanstack/react-query': /^components\//,
  'radix-ui': /^components\/(ui|shell)\//,
  cmdk: /^components\/(ui|shell)\//,
  'get-nonce': /^components\/(ui|shell)\//,
  'lucide-react': /^components\//,
  geist: /^app\//,
  'fast-check': /\.test\.ts$/,
  '@axe-core/playwright': /^e2e\//,
  '@playwright/test': /^(e2e|bench)\/|^playwright\.config\.ts$/,
  knip: /^knip\.ts$/,
}
