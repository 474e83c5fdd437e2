// Structured logs: one JSON line an event on standard output. Only fields on the list below ever get into a line, so that a
// secret cannot slip in with an object somebody logged whole; a field that is not listed is dropped and its name told.
import { type DestinationStream, type Logger, pino } from 'pino'
import type { ProcessName } from '#lib/wire/process.ts'
import { type Clock, systemClock } from './clock.ts'
import { processEnvironment } from './env.ts'
import { SETTINGS, type Settings } from './settings.ts'

type Scalar = string | number | boolean | null | undefined
export type Fields = { readonly [Name in FieldName]?: Scalar | readonly Scalar[] } & {
  readonly error?: unknown
}
export type LogLevel = Settings['PLIMSOLL_LOG_LEVEL']
export type Log = {
  /** The event is a snake_case name of what happened; whatever varies is a field. */
  readonly [Level in LogLevel]: (event: string, fields?: Fields) => void
} & {
  /** The same log with fields that stand in every line, such as the correlation id. */
  with(fields: Fields): Log
}

type LogOptions = { level?: LogLevel; destination?: DestinationStream; clock?: Clock }

export function openLog(process: ProcessName | 'desk', options: LogOptions = {}): Log {
  const clock = options.clock ?? systemClock
  const settings = {
    level: options.level ?? levelOfEnvironment(),
    base: { process },
    messageKey: 'event',
    timestamp: () => `,"at":${clock.now()}`,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return logOf(options.destination ? pino(settings, options.destination) : pino(settings))
}

/** Add a name here when a new field is worth logging, never one whose value may open something. */
const FIELD_NAMES = [
  ...[
    'correlation_id',
    'incarnation',
    'restarts',
    'build',
    'version',
    'pid',
    'exit_code',
    'signal',
    'child',
    'stage',
  ],
  ...[
    'address',
    'host',
    'port',
    'path',
    'folder',
    'file',
    'method',
    'route',
    'status',
    'code',
    'reason',
    'message',
  ],
  ...['user_id', 'session_id', 'account_id', 'command_id', 'job_id', 'client_id', 'request_id', 'object_id'],
  ...[
    'kind',
    'name',
    'state',
    'topic',
    'job',
    'action',
    'chain',
    'sequence',
    'epoch',
    'role',
    'database',
    'channel',
  ],
  ...[
    'duration_ms',
    'delay_ms',
    'age_ms',
    'attempt',
    'count',
    'rows',
    'bytes',
    'limit',
    'backlog_bytes',
    'sockets',
  ],
  ...[
    'free_bytes',
    'size_bytes',
    'progress_pct',
    'migration',
    'setting',
    'step',
    'heads',
    'backup',
    'is_ready',
  ],
] as const
type FieldName = (typeof FIELD_NAMES)[number]

const ALLOWED: ReadonlySet<string> = new Set(FIELD_NAMES)
const TEXT_LENGTH_MAX = 2_000

function logOf(logger: Logger): Log {
  const at =
    (level: LogLevel) =>
    (event: string, fields: Fields = {}): void =>
      logger[level](allowed(fields), event)
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: fields => logOf(logger.child(allowed(fields))),
  }
}

function allowed(fields: object): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  const dropped: string[] = []
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'error') kept['error'] = faultOf(value)
    else if (ALLOWED.has(name) && isPlain(value)) kept[name] = withoutSecrets(value)
    else dropped.push(name)
  }
  if (dropped.length > 0) kept['dropped_fields'] = dropped
  return kept
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isScalar) : isScalar(value)
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== 'object'
}

function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutSecrets(String(error)) }
  const code = (error as { code?: unknown }).code // system and database faults carry one; any other value is left out
  return {
    name: error.name,
    message: withoutSecrets(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: withoutSecrets(error.stack ?? ''),
    ...(error.cause === undefined || error.cause === error
      ? {}
      : { cause: withoutSecrets(String(error.cause)) }),
  }
}

/** A driver's message may quote the address it failed to reach, password and all. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'string') return value
  return value.replaceAll(/(\w+:\/\/[^\s:@/]*):\S*@/g, '$1:***@').slice(0, TEXT_LENGTH_MAX)
}

function levelOfEnvironment(): LogLevel {
  const parsed = SETTINGS.PLIMSOLL_LOG_LEVEL.schema.safeParse(processEnvironment()['PLIMSOLL_LOG_LEVEL'])
  return parsed.success ? parsed.data : 'info' // a wrong level has stopped the supervisor before anything logs
}
