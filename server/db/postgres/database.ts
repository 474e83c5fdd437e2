// The desk's own database in its own cluster.
import { ok, type Result, refused } from '#lib/base/result.ts'
import { onConnection } from '../client.ts'
import { DATABASE, OWNER } from './settings.ts'

export async function ensureDatabase(of: {
  port: number
  password: string
}): Promise<Result<string, string>> {
  try {
    await onConnection(urlOf(of, 'postgres'), async client => {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
      if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
    })
    return ok(urlOf(of, DATABASE))
  } catch (cause) {
    return refused(`the database does not let its owner in: ${(cause as Error).message}`)
  }
}

function urlOf(of: { port: number; password: string }, database: string): string {
  return `postgresql://${OWNER}:${encodeURIComponent(of.password)}@127.0.0.1:${of.port}/${database}`
}
