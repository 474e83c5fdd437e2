// How each process is launched, and what walls stand around it: Node's permission model for what faces people (web) and for
// code of others (strategy host), as root a system user for each besides, and nothing in an environment but its own.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ProcessName } from '#lib/wire/process.ts'
import type { RunAs } from '#server/db/postgres/init.ts'
import { type Environment, type HandedDown, settingsFor } from '#server/env.ts'
import type { SystemUsers } from './system-users.ts'

/** In the order they are started; they are stopped in the order of STOP_ORDER. */
export const KEPT = ['engine', 'strategy-host', 'jobs', 'web'] as const
export type Kept = (typeof KEPT)[number]
export const STOP_ORDER: readonly Kept[] = ['web', 'jobs', 'strategy-host', 'engine']

/** What does not change from one launch to the next. */
export type LaunchGround = {
  readonly root: string
  readonly environment: Environment
  readonly users: SystemUsers | undefined
  readonly isDev: boolean
  readonly build: string
  readonly origin: string
  readonly auditFolder: string
  readonly cluster: 'own' | 'outside'
  /** Present when the desk speaks HTTPS itself: files that the web process may read. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  /** NEXTAUTH_SECRET, given or made: for the web process alone. */
  readonly authSecret: string
}

/** What does: the database may come back on another port. */
export type Turn = {
  readonly incarnation: string
  readonly predecessor: string | undefined
  readonly restarts: number
  readonly databaseUrl: string | undefined
}

export type Launch = {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<NodeJS.ProcessEnv>
  readonly cwd: string
} & Partial<RunAs>

export function launchOf(kept: Kept, ground: LaunchGround, turn: Turn): Launch {
  return {
    command: process.execPath,
    args: [...walls(kept, ground), join(ground.root, 'server', `${kept}.ts`)],
    env: environmentOf(kept, ground, turn),
    cwd: ground.root,
    ...(isWorkshop(kept, ground) ? {} : ground.users?.[kept]),
  }
}

function environmentOf(kept: Kept, ground: LaunchGround, turn: Turn): NodeJS.ProcessEnv {
  const { PATH = '' } = ground.environment
  return {
    ...settingsFor(kept, ground.environment),
    ...databaseOf(kept, turn.databaseUrl),
    ...(kept === 'web' && ground.tls ? { TLS_CERT: ground.tls.cert, TLS_KEY: ground.tls.key } : {}),
    ...handedDown(kept, ground, turn),
    NODE_ENV: ground.isDev ? 'development' : 'production',
    ...(kept === 'web' ? nextNames(ground) : {}),
    ...(isWorkshop(kept, ground) ? { PATH } : {}),
  }
}

function nextNames({ root, origin, authSecret }: LaunchGround): Record<string, string> {
  return {
    NEXTAUTH_SECRET: authSecret,
    NEXTAUTH_URL: origin,
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_PRIVATE_OUTPUT_TRACE_ROOT: root,
    // Checks of passwords take four of these at most, and would be all that there are: files are read by them too.
    UV_THREADPOOL_SIZE: '12',
    // Or Next would load a .env file of the checkout, and with it settings that are not the web process's own.
    __NEXT_PROCESSED_ENV: 'true',
  }
}

function handedDown(kept: ProcessName, ground: LaunchGround, turn: Turn) {
  const names: Partial<Record<HandedDown, string>> = {
    PLIMSOLL_PROCESS: kept,
    PLIMSOLL_INCARNATION: turn.incarnation,
    PLIMSOLL_RESTARTS: String(turn.restarts),
    PLIMSOLL_BUILD: ground.build,
    PLIMSOLL_ORIGIN: ground.origin,
  }
  if (kept === 'engine' && turn.predecessor !== undefined) names.PLIMSOLL_PREDECESSOR = turn.predecessor
  if (kept === 'jobs') {
    names.PLIMSOLL_AUDIT_FOLDER = ground.auditFolder
    names.PLIMSOLL_CLUSTER = ground.cluster
  }
  return names
}

/** The strategy host has no way to the database at all. */
function databaseOf(kept: Kept, url: string | undefined): Record<string, string> {
  if (kept === 'strategy-host' || url === undefined) return {}
  return { [`DATABASE_URL_${kept.toUpperCase()}`]: url }
}

/** `next dev` writes into the checkout, watches it and starts programs: no wall would leave it standing. */
function isWorkshop(kept: Kept, { isDev }: LaunchGround): boolean {
  return isDev && kept === 'web'
}

function walls(kept: Kept, ground: LaunchGround): string[] {
  const { root, tls } = ground
  const code = ['server', 'lib', 'node_modules', 'package.json'].map(name => join(root, name))
  if (kept === 'strategy-host') return permission(code)
  if (kept !== 'web' || isWorkshop(kept, ground)) return []
  const pages = ['.next', 'app', 'components', 'public', 'static', 'next.config.js', 'tsconfig.json']
  const paths = [...pages, ...absent(root, DOT_ENV)].map(name => join(root, name))
  const read = [...code, ...paths, ...(tls ? [tls.cert, tls.key] : [])]
  return [...permission(read), '--allow-addons', ...network()]
}

/** Next looks for these, and complains of a wall. It may see that they are absent; one that exists is none of its business. */
const DOT_ENV = ['.env', '.env.local', '.env.production', '.env.production.local']

function absent(root: string, names: readonly string[]): string[] {
  return names.filter(name => !existsSync(join(root, name)))
}

/** Linux tells a process its own memory in files; nothing else of /proc is open. */
const OWN_FIGURES = ['/proc/self/status', '/proc/self/stat']

/** That these are a seat belt and no sandbox is said in docs/operations.md, not at every start. */
const SILENT = '--disable-warning=PERM0001'

function permission(readable: readonly string[]): string[] {
  return ['--permission', SILENT, ...[...readable, ...OWN_FIGURES].map(path => `--allow-fs-read=${path}`)]
}

/** From version 25 on, Node's permission model closes the network too. */
function network(): string[] {
  return process.allowedNodeEnvironmentFlags.has('--allow-net') ? ['--allow-net'] : []
}
