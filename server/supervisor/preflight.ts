// What is looked at before anything is started: the settings, all faults of them at once, and what the machine must allow.
import { accessSync, constants, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { type Environment, readOwnSettings } from '#server/env.ts'
import type { Settings } from '#server/settings.ts'
import { originOf } from './origin.ts'
import { reasonOf, StartFault, settingFault } from './start-fault.ts'

export type Plan = { readonly settings: Settings; readonly origin: string; readonly dataDir: string }

/** Throws one fault that names them all. */
export function planOf(environment: Environment, root: string): Plan {
  const read = readOwnSettings(environment)
  const faults = [
    ...(read.ok ? [] : read.error),
    ...databaseFaults(environment),
    ...tlsFaults(environment, root),
  ]
  if (!read.ok) throw settingFault(faults.join('\n'))
  const settings = read.value
  const origin = originOf(settings)
  if (!origin.ok) faults.push(origin.error)
  if (settings.PLIMSOLL_PORT === settings.PLIMSOLL_METRICS_PORT) {
    faults.push('PLIMSOLL_METRICS_PORT: is the port of the desk itself')
  }
  if (!origin.ok || faults.length > 0) throw settingFault(faults.join('\n'))
  return { settings, origin: origin.value, dataDir: resolve(root, settings.PLIMSOLL_DATA) }
}

function databaseFaults(environment: Environment): string[] {
  const isGiven = (name: string) => Boolean(environment[name] || environment[`${name}_FILE`])
  if (isGiven('DATABASE_URL')) return []
  return ['DATABASE_URL_WEB', 'DATABASE_URL_ENGINE', 'DATABASE_URL_JOBS']
    .filter(isGiven)
    .map(name => `${name}: needs DATABASE_URL beside it, the owner of the same database`)
}

function tlsFaults(environment: Environment, root: string): string[] {
  return ['TLS_CERT', 'TLS_KEY'].flatMap(name => {
    const path = environment[name]
    if (!path) return []
    try {
      accessSync(resolve(root, path), constants.R_OK)
      return []
    } catch (cause) {
      return [`${name}: cannot read ${path} (${reasonOf(cause)})`]
    }
  })
}

export async function mustBeFree(name: 'PLIMSOLL_PORT' | 'PLIMSOLL_METRICS_PORT', settings: Settings) {
  const host = name === 'PLIMSOLL_PORT' ? settings.PLIMSOLL_HOST : '127.0.0.1'
  const port = settings[name]
  if (name === 'PLIMSOLL_PORT') mustBeAllowed(port)
  const code = await tryPort(host, port)
  if (code === undefined) return
  throw new StartFault(`port ${port} of ${host} ${PORT_FAULTS[code] ?? code}: name another in ${name}`)
}

const PORT_FAULTS: Record<string, string> = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'needs rights that this user does not have',
  EADDRNOTAVAIL: 'is no address of this machine',
}

/** As root the web process is a user of its own, which may not listen on what the system keeps for root. */
function mustBeAllowed(port: number): void {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return
  const first = Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'))
  if (port >= first) return
  throw settingFault(
    `PLIMSOLL_PORT: the web process runs without root's rights and may not listen below ${first}; put a proxy in front`,
  )
}

function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise(settle => {
    const server = createServer()
    server.once('error', (fault: NodeJS.ErrnoException) => settle(fault.code ?? fault.message))
    server.listen({ host, port, exclusive: true }, () => server.close(() => settle(undefined)))
  })
}
