// Tells the world's faults from our bugs: a database that is away is no bug, and passes.

/** Node's own words for a connection that is not there. */
const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'])
/** PostgreSQL: connection faults, shutting down, starting up, too many connections, disk full, statement took too long. */
const AWAY_STATES = /^(08...|57P0[1-5]|57014|53[1-4]00)$/
/** Prisma: cannot reach, timed out, closed, no connection from the pool in time, transaction not begun in time. */
const AWAY_PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'])
/** pg says these without a code. */
const AWAY_WORDS = /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout)/
const DEPTH_MAX = 5

type Marks = { code?: unknown; syscall?: unknown; meta?: { code?: unknown } }

export function isDatabaseAway(fault: unknown, depth = 0): boolean {
  if (!(fault instanceof Error) || depth > DEPTH_MAX) return false
  const { code, syscall, meta } = fault as Marks // any error may bear them; they are only compared
  return (
    (code === 'ENOENT' && syscall === 'connect') || // no socket file where the database should listen
    [code, meta?.code].some(isAwayCode) ||
    AWAY_WORDS.test(fault.message) ||
    isDatabaseAway(fault.cause, depth + 1) ||
    (fault instanceof AggregateError && fault.errors.some(one => isDatabaseAway(one, depth + 1)))
  )
}

function isAwayCode(code: unknown): boolean {
  return typeof code === 'string' && (AWAY.has(code) || AWAY_PRISMA.has(code) || AWAY_STATES.test(code))
}
