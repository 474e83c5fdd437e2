// The way to the database: Prisma for what people do, prepared `pg` for what the market does, one pool under both.
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from './generated/client.ts'
import { plainRow } from './plain-row.ts'

export type Row = Record<string, unknown>
/** A query with a name is prepared once on each connection. */
export type Query = { name?: string; text: string; values?: readonly unknown[] }
/** int8 comes as bigint, bytea as Buffer, timestamptz as Date, numeric as string, json parsed: on both roads alike. */
export type Sql = <R extends Row = Row>(query: Query) => Promise<R[]>
export type Tx = { readonly prisma: Prisma.TransactionClient; readonly sql: Sql }

export type Db = {
  readonly prisma: PrismaClient
  readonly sql: Sql
  /** For people's writes: Prisma and SQL in one transaction. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The hot road: SQL alone. */
  atomically<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export type DbOptions = {
  poolMax?: number
  /** How long a statement may wait for another's lock. */
  lockTimeoutMs?: number
  /** How long an answer may take; a connection that does not even roll back in time is dropped. */
  queryTimeoutMs?: number
  /** The same for `sql` outside transactions alone: Prisma would give a connection back in the middle of one. */
  lookupTimeoutMs?: number
}

const POOL_MAX = 10
const CONNECT_TIMEOUT_MS = 5_000
const TRANSACTION_TIMEOUT_MS = 15_000

export function openDb(url: string, options: DbOptions = {}): Db {
  const pool = new pg.Pool({
    ...connection(url),
    max: options.poolMax ?? POOL_MAX,
    ...(options.lockTimeoutMs === undefined ? {} : { lock_timeout: options.lockTimeoutMs }),
    ...(options.queryTimeoutMs === undefined ? {} : { query_timeout: options.queryTimeoutMs }),
    // The server gives up as well, or what nobody waits for any more would go on there.
    ...(options.lookupTimeoutMs === undefined ? {} : { statement_timeout: TRANSACTION_TIMEOUT_MS }),
  })
  // A connection that breaks tells whoever is asking on it, and the pool drops it; besides, it also emits an error, which
  // would end the process if nobody heard it.
  pool.on('error', heard)
  pool.on('connect', client => client.on('error', heard))
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    prisma,
    sql: sqlOf(pool, options.lookupTimeoutMs),
    transact: work =>
      prisma.$transaction(tx => work({ prisma: tx, sql: sqlOfPrisma(tx) }), {
        maxWait: CONNECT_TIMEOUT_MS,
        timeout: TRANSACTION_TIMEOUT_MS,
      }),
    atomically: work => atomically(pool, work),
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

function heard(): void {}

/** Work on a connection of its own, which is closed whatever comes. */
export async function onConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection(url))
  client.on('error', heard)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}

/** What every connection of ours has in common, pooled or dedicated. */
export function connection(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    idle_in_transaction_session_timeout: 2 * TRANSACTION_TIMEOUT_MS,
    options: '-c timezone=UTC',
    types: { getTypeParser },
  }
}

function sqlOf(client: pg.Pool | pg.ClientBase, timeoutMs?: number): Sql {
  const patience = timeoutMs === undefined ? {} : { query_timeout: timeoutMs }
  return async <R extends Row>(query: Query) => {
    const { rows } = await client.query<R>({ ...query, ...patience, values: [...(query.values ?? [])] })
    return rows
  }
}

function sqlOfPrisma(tx: Prisma.TransactionClient): Sql {
  return async <R extends Row>(query: Query) => {
    const rows = await tx.$queryRawUnsafe<Row[]>(query.text, ...(query.values ?? []))
    return rows.map(plainRow) as R[] // the caller names the columns it selects
  }
}

async function atomically<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const value = await work(sqlOf(client))
    const { command } = await client.query('COMMIT')
    // PostgreSQL answers the COMMIT of a transaction in which a statement failed with ROLLBACK, and no error.
    if (command !== 'COMMIT')
      throw new Error('the transaction was rolled back: a failed statement was passed over')
    return value
  } catch (cause) {
    broken = await rollBack(client)
    throw cause
  } finally {
    client.release(broken)
  }
}

/** The fault of a connection that cannot even roll back: it must not go back to the pool. */
async function rollBack(client: pg.ClientBase): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK')
    return undefined
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause))
  }
}

const INT8 = 20

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === INT8 ? BigInt : pg.types.getTypeParser(oid, format as 'text')
}
