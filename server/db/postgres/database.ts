// The desk's own database in its own cluster.
import pg from 'pg'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { connection } from '../client.ts'
import { DATABASE, OWNER } from './settings.ts'

export async function ensureDatabase(of: {
  port: number
  password: string
}): Promise<Result<string, string>> {
  const client = new pg.Client(connection(urlOf(of, 'postgres')))
  try {
    await client.connect()
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
    return ok(urlOf(of, DATABASE))
  } catch (cause) {
    return refused(`the database does not let its owner in: ${(cause as Error).message}`)
  } finally {
    await client.end()
  }
}

function urlOf(of: { port: number; password: string }, database: string): string {
  return `postgresql://${OWNER}:${encodeURIComponent(of.password)}@127.0.0.1:${of.port}/${database}`
}
