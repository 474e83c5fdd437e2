// Every setting of the desk, in one table: its default, what it is for, and which processes are handed it.
import { isIP } from 'node:net'
import { z } from 'zod'
import type { ProcessName } from '#lib/wire/process.ts'

export type Reader = ProcessName | 'desk'

type Setting<Schema extends z.ZodType> = {
  schema: Schema
  about: string
  /** Shown in .env.example; what holds when nothing is set. */
  example: string
  readers: readonly Reader[]
  secret?: true
}

const setting = <Schema extends z.ZodType>(of: Setting<Schema>): Setting<Schema> => of

const port = z.coerce.number().int().min(1).max(65_535)
const days = z.coerce.number().int().min(1).max(3_650)
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
  .refine(hasPasswordOnTcp, 'needs a password when it goes over TCP')
const file = z.string().min(1)
const addresses = z
  .string()
  .transform(list => list.split(',').map(address => address.trim()))
  .refine(
    list => list.every(isNetwork),
    'must be addresses, like 10.0.0.2 or 10.0.0.0/8, separated by commas',
  )

export const SETTINGS = {
  PLIMSOLL_PORT: setting({
    schema: port.default(3000),
    about: 'The port of the desk.',
    example: '3000',
    readers: ['supervisor', 'web', 'desk'],
  }),
  PLIMSOLL_HOST: setting({
    schema: z
      .string()
      .refine(host => isIP(host) > 0, 'must be an IP address')
      .default('127.0.0.1'),
    about:
      'The address to listen on. Anything but loopback needs TLS_CERT and TLS_KEY, or PLIMSOLL_TRUSTED_PROXY.',
    example: '127.0.0.1',
    readers: ['supervisor', 'web', 'desk'],
  }),
  PLIMSOLL_URL: setting({
    schema: z
      .url({ protocol: /^https?$/ })
      .transform(url => new URL(url).origin)
      .optional(),
    about:
      'The address people open, when it is not the one the desk would print by itself (behind a proxy, with a name).',
    example: '',
    readers: ['supervisor', 'web', 'desk'],
  }),
  PLIMSOLL_TRUSTED_PROXY: setting({
    schema: addresses.optional(),
    about:
      'Addresses of the reverse proxy that ends TLS; only from there are X-Forwarded-For and -Proto believed.',
    example: '',
    readers: ['supervisor', 'web', 'desk'],
  }),
  TLS_CERT: setting({
    schema: file.optional(),
    about: 'PEM file of the certificate chain: the desk then speaks HTTPS itself.',
    example: '',
    readers: ['supervisor', 'web', 'desk'],
  }),
  TLS_KEY: setting({
    schema: file.optional(),
    about: 'PEM file of the private key of TLS_CERT.',
    example: '',
    readers: ['supervisor', 'web', 'desk'],
  }),
  PLIMSOLL_DATA: setting({
    schema: z.string().min(1).default('data'),
    about: 'The data folder: database, secrets, backups, logs. Relative to the checkout.',
    example: 'data',
    readers: ['supervisor', 'desk'],
  }),
  PLIMSOLL_METRICS_PORT: setting({
    schema: port.default(9464),
    about: 'Loopback port of the Prometheus metrics of all processes.',
    example: '9464',
    readers: ['supervisor', 'desk'],
  }),
  PLIMSOLL_LOG_LEVEL: setting({
    schema: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    about: 'The least level that is logged: debug, info, warn or error.',
    example: 'info',
    readers: ['supervisor', 'web', 'engine', 'strategy-host', 'jobs', 'desk'],
  }),
  DATABASE_URL: setting({
    schema: postgresUrl.optional(),
    about:
      'An outside PostgreSQL 18, as its owner; used for migrations alone. Without it the desk runs its own.',
    example: '',
    readers: ['supervisor', 'desk'],
    secret: true,
  }),
  DATABASE_URL_WEB: setting({
    schema: postgresUrl.optional(),
    about: 'The same database as the role of the web process; made from DATABASE_URL when not set.',
    example: '',
    readers: ['supervisor', 'web'],
    secret: true,
  }),
  DATABASE_URL_ENGINE: setting({
    schema: postgresUrl.optional(),
    about: 'The same database as the role of the engine; made from DATABASE_URL when not set.',
    example: '',
    readers: ['supervisor', 'engine'],
    secret: true,
  }),
  DATABASE_URL_JOBS: setting({
    schema: postgresUrl.optional(),
    about: 'The same database as the role of the jobs process; made from DATABASE_URL when not set.',
    example: '',
    readers: ['supervisor', 'jobs'],
    secret: true,
  }),
  NEXTAUTH_SECRET: setting({
    schema: z
      .string()
      .min(32, 'must have at least 32 characters')
      .refine(isNoPlaceholder, 'is no secret: make one, for example with `openssl rand -base64 33`')
      .optional(),
    about:
      'What seals the seeds of authenticator apps and signs the forms of sign-in; made in the data folder when not set.',
    example: '',
    readers: ['supervisor', 'web', 'desk'],
    secret: true,
  }),
  PLIMSOLL_BACKUP_KEEP: setting({
    schema: z.coerce.number().int().min(1).max(365).default(7),
    about: 'How many backups are kept; one is made each day.',
    example: '7',
    readers: ['supervisor', 'desk'],
  }),
  PLIMSOLL_BACKUP_HOUR: setting({
    schema: z.coerce.number().int().min(0).max(23).default(3),
    about: 'The hour of the daily backup, UTC.',
    example: '3',
    readers: ['jobs'],
  }),
  PLIMSOLL_KEEP_COMMANDS_DAYS: setting({
    schema: days.default(90),
    about: 'Settled commands older than this are deleted.',
    example: '90',
    readers: ['jobs'],
  }),
  PLIMSOLL_KEEP_JOBS_DAYS: setting({
    schema: days.default(30),
    about: 'Finished job runs older than this are deleted.',
    example: '30',
    readers: ['jobs'],
  }),
  PLIMSOLL_KEEP_SESSIONS_DAYS: setting({
    schema: days.default(30),
    about:
      'Sessions, links and API tokens that ended, and browsers last seen, longer ago than this are deleted.',
    example: '30',
    readers: ['jobs'],
  }),
  PLIMSOLL_KEEP_OUTBOX_DAYS: setting({
    schema: days.default(7),
    about:
      'Messages that were sent, and answers kept for a repeated Idempotency-Key, are deleted after this.',
    example: '7',
    readers: ['jobs'],
  }),
  PLIMSOLL_KEEP_HEARTBEATS_DAYS: setting({
    schema: days.default(7),
    about: 'The last beats of processes that are gone are deleted after this.',
    example: '7',
    readers: ['jobs'],
  }),
  PLIMSOLL_KEEP_QUEUE_DAYS: setting({
    schema: days.default(7),
    about: 'Rows of the job queue (pg-boss) whose run has ended are deleted after this.',
    example: '7',
    readers: ['jobs'],
  }),
  PLIMSOLL_KEEP_DATABASE_LOG_DAYS: setting({
    schema: days.default(7),
    about: 'Log files of the embedded PostgreSQL, one a day, are deleted after this.',
    example: '7',
    readers: ['supervisor'],
  }),
} as const

export type SettingName = keyof typeof SETTINGS
export type Settings = { [Name in SettingName]: z.output<(typeof SETTINGS)[Name]['schema']> }

/** An address, or a network with its number of bits: `10.0.0.2/` would be the network of everybody. */
function isNetwork(entry: string): boolean {
  const [, address = '', bits] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? []
  const version = isIP(address)
  return version > 0 && (bits === undefined || Number(bits) <= (version === 6 ? 128 : 32))
}

/** What somebody wrote to fill the place repeats itself, or says what it is. */
function isNoPlaceholder(secret: string): boolean {
  return new Set(secret).size >= 10 && !/change.?me|secret|example|placeholder/i.test(secret)
}

function hasPasswordOnTcp(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname, password, searchParams } = new URL(url)
  const isSocket = hostname === '' || (searchParams.get('host') ?? '').startsWith('/')
  return isSocket || password !== ''
}
