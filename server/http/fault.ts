// Tells the world's faults from our bugs: a database that is away or overloaded is no bug, and passes.

/** `away`: it cannot be reached; `busy`: it is there, and could not do this one thing now. */
export type Outage = {
  readonly kind: 'away' | 'busy'
  /** By what it was known: a code, or the driver's fixed words; never a value of anybody's. */
  readonly sign: string
  /** A connection that was open broke under the question: another one may well answer it. */
  readonly isBroken: boolean
}

/** Node, PostgreSQL (connection faults, told to end, fell, database gone, idle too long) and Prisma. */
const BROKEN =
  /^(ECONNRESET|ECONNABORTED|EPIPE|ERR_STREAM_(DESTROYED|WRITE_AFTER_END)|080(00|03|06|07)|57P0[1245]|P1017|ConnectionClosed)$/
/** Nobody there, not in time, starting up, protocol of a pooler in between, or a standby that may not write yet. */
const AWAY =
  /^(ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EAI_AGAIN|08...|57P03|25006|P1001|P1002|P1008|DatabaseNotReachable|SocketTimeout)$/
/** Too many connections, disk or memory full, took too long, another's lock, or two that crossed each other. */
const BUSY =
  /^(53...|57014|40001|40003|40P01|55P03|25P0[34]|P2024|P2028|P2034|P2037|TooManyConnections|TransactionWriteConflict)$/

/** pg says these without a code; Prisma puts them below words of its own. */
const BROKEN_WORDS =
  /^(Connection terminated(?! due)|Client (has encountered a connection error|was closed) and is not queryable|Received unexpected \w+ message from backend)/m
const AWAY_WORDS =
  /^(timeout exceeded when trying to connect|timeout expired$|Connection terminated due to|Cannot use a pool after calling end)/m
const BUSY_WORDS = /^(Query read timeout)/m

/** The same code as a broken protocol, though it is a query of ours with too few values. */
const OUR_PROTOCOL_FAULT = /^bind message supplies/m

const DEPTH_MAX = 5

export function outageOf(fault: unknown, depth = 0): Outage | undefined {
  if (typeof fault !== 'object' || fault === null || depth > DEPTH_MAX) return undefined
  const { code, kind, originalCode, syscall, message, cause, meta, errors, driverAdapterError } =
    fault as Marks // anything may bear them; they are only compared
  const words = typeof message === 'string' ? message : ''
  if (OUR_PROTOCOL_FAULT.test(words)) return undefined
  if (code === 'ENOENT' && syscall === 'connect') return { kind: 'away', sign: code, isBroken: false } // no socket file
  const inside = [cause, meta, driverAdapterError, ...(Array.isArray(errors) ? errors : [])]
  return first([
    ...[originalCode, code, kind].map(one => () => ofCode(one)),
    ...inside.map(one => () => outageOf(one, depth + 1)),
    () => ofWords(words),
  ])
}

type Marks = Readonly<
  Partial<
    Record<
      | 'code'
      | 'kind'
      | 'originalCode'
      | 'syscall'
      | 'message'
      | 'cause'
      | 'meta'
      | 'errors'
      | 'driverAdapterError',
      unknown
    >
  >
>

function ofCode(code: unknown): Outage | undefined {
  if (typeof code !== 'string') return undefined
  if (BROKEN.test(code)) return { kind: 'away', sign: code, isBroken: true }
  if (AWAY.test(code)) return { kind: 'away', sign: code, isBroken: false }
  return BUSY.test(code) ? { kind: 'busy', sign: code, isBroken: false } : undefined
}

function ofWords(words: string): Outage | undefined {
  const found = (pattern: RegExp) => pattern.exec(words)?.[0]
  const [broken, away, busy] = [found(BROKEN_WORDS), found(AWAY_WORDS), found(BUSY_WORDS)]
  if (broken !== undefined) return { kind: 'away', sign: broken, isBroken: true }
  if (away !== undefined) return { kind: 'away', sign: away, isBroken: false }
  return busy === undefined ? undefined : { kind: 'busy', sign: busy, isBroken: false }
}

function first(lookUps: readonly (() => Outage | undefined)[]): Outage | undefined {
  for (const lookUp of lookUps) {
    const outage = lookUp()
    if (outage !== undefined) return outage
  }
  return undefined
}
