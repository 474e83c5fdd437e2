// Reads the environment once, at the door: every fault is found and told together, and an unknown name with our prefix is
// one of them. The only place that touches process.env.
import { readFileSync } from 'node:fs'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { type Reader, SETTINGS, type SettingName, type Settings } from './settings.ts'

export type Environment = Record<string, string | undefined>

const PREFIX = 'PLIMSOLL_'
/** Set by the supervisor for its own children, and by nobody else. */
export const HANDED_DOWN = [
  'PLIMSOLL_PROCESS',
  'PLIMSOLL_INCARNATION',
  'PLIMSOLL_PREDECESSOR',
  'PLIMSOLL_RESTARTS',
  'PLIMSOLL_BUILD',
  'PLIMSOLL_ORIGIN',
  'PLIMSOLL_AUDIT_FOLDER',
  'PLIMSOLL_CLUSTER',
] as const
export type HandedDown = (typeof HANDED_DOWN)[number]

/** What a person set: the names that the supervisor hands down are not theirs to give. */
export function readOwnSettings(environment: Environment): Result<Settings, string[]> {
  const faults = HANDED_DOWN.filter(name => environment[name] !== undefined).map(
    name => `${name}: is set by the desk for its own processes; unset it`,
  )
  const read = readSettings(environment)
  if (faults.length === 0) return read
  return refused([...faults, ...(read.ok ? [] : read.error)])
}

/** The settings a process may know, or every fault of them. */
export function readSettings(environment: Environment): Result<Settings, string[]> {
  const faults = unknownNames(environment)
  const settings: Record<string, unknown> = {}
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const raw = rawValue(environment, name)
    if (!raw.ok) {
      faults.push(raw.error)
      continue
    }
    const parsed = SETTINGS[name].schema.safeParse(raw.value)
    if (parsed.success) settings[name] = parsed.data
    else faults.push(`${name}: ${parsed.error.issues.map(issue => issue.message).join('; ')}`)
  }
  faults.push(...contradictions(settings as Partial<Settings>))
  return faults.length === 0 ? ok(settings as Settings) : refused(faults)
}

/** The part of an environment that one process is handed: its own settings and nothing else. */
export function settingsFor(reader: Reader, environment: Environment): Record<string, string> {
  const handed: Record<string, string> = {}
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    if (!(SETTINGS[name].readers as readonly Reader[]).includes(reader)) continue
    const raw = rawValue(environment, name)
    if (raw.ok && raw.value !== undefined) handed[name] = raw.value
  }
  return handed
}

export function processEnvironment(): Environment {
  // biome-ignore lint/style/noProcessEnv: this is the one door
  return process.env
}

function rawValue(environment: Environment, name: SettingName): Result<string | undefined, string> {
  const direct = environment[name] || undefined
  const path = 'secret' in SETTINGS[name] ? environment[`${name}_FILE`] || undefined : undefined
  if (path === undefined) return ok(direct)
  if (direct !== undefined) return refused(`${name}: set it or ${name}_FILE, not both`)
  try {
    return ok(readFileSync(path, 'utf8').trim())
  } catch (cause) {
    return refused(`${name}_FILE: cannot read ${path} (${(cause as NodeJS.ErrnoException).code})`)
  }
}

function unknownNames(environment: Environment): string[] {
  const known = new Set<string>([...Object.keys(SETTINGS), ...HANDED_DOWN])
  return Object.keys(environment)
    .filter(name => name.startsWith(PREFIX) && !known.has(name))
    .map(name => `${name}: there is no such setting (see .env.example)`)
}

function contradictions(settings: Partial<Settings>): string[] {
  const faults: string[] = []
  const hasTls = settings.TLS_CERT !== undefined && settings.TLS_KEY !== undefined
  if ((settings.TLS_CERT === undefined) !== (settings.TLS_KEY === undefined)) {
    faults.push('TLS_CERT, TLS_KEY: set both or neither')
  }
  const host = settings.PLIMSOLL_HOST
  const isLoopback = host === undefined || host.startsWith('127.') || host === '::1'
  if (!isLoopback && !hasTls && settings.PLIMSOLL_TRUSTED_PROXY === undefined) {
    faults.push(
      'PLIMSOLL_HOST: plain HTTP is served on loopback only; set TLS_CERT and TLS_KEY, or PLIMSOLL_TRUSTED_PROXY',
    )
  }
  return faults
}
