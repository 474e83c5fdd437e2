// Who may come into the database: one login for each process, with the rights of its group and none besides. The groups and
// their grants are in the migrations.
import pg from 'pg'
import { onConnection } from './client.ts'
import { onlyRow } from './only-row.ts'
import { scramVerifier } from './scram.ts'

const DB_PROCESSES = ['web', 'engine', 'jobs'] as const
export type DbProcess = (typeof DB_PROCESSES)[number]

/** Makes the logins or gives them these passwords, and answers with the address for each. */
export async function ensureLogins(
  ownerUrl: string,
  passwords: Record<DbProcess, string>,
): Promise<Record<DbProcess, string>> {
  return await onConnection(ownerUrl, async client => {
    const { rows } = await client.query<{ database: string }>('SELECT current_database() AS database')
    const { database } = onlyRow(rows)
    // The groups belong to the whole cluster: without this the logins of another desk on it could come in here.
    await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${pg.escapeIdentifier(database)} FROM PUBLIC`)
    for (const process of DB_PROCESSES) {
      await client.query(loginStatement(loginName(process, database), process, passwords[process]))
      await client.query(connectStatement(database, loginName(process, database)))
    }
    return {
      web: loginUrl(ownerUrl, loginName('web', database), passwords.web),
      engine: loginUrl(ownerUrl, loginName('engine', database), passwords.engine),
      jobs: loginUrl(ownerUrl, loginName('jobs', database), passwords.jobs),
    }
  })
}

/** For a database that is given up: roles belong to the cluster and would stay behind. */
export function loginNames(database: string): string[] {
  return DB_PROCESSES.map(process => loginName(process, database))
}

const NAME_BYTES_MAX = 63

function loginName(process: DbProcess, database: string): string {
  return `plimsoll_${process}_${database}`.slice(0, NAME_BYTES_MAX)
}

function loginStatement(login: string, process: DbProcess, password: string): string {
  const name = pg.escapeIdentifier(login)
  const group = pg.escapeIdentifier(`plimsoll_${process}`)
  const verifier = pg.escapeLiteral(scramVerifier(password))
  return `DO $$
    BEGIN
      CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- made at an earlier start
    END
    $$;
    ALTER ROLE ${name} PASSWORD ${verifier};
    GRANT ${group} TO ${name};`
}

function connectStatement(database: string, login: string): string {
  return `GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${pg.escapeIdentifier(login)}`
}

function loginUrl(ownerUrl: string, login: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = encodeURIComponent(login)
  url.password = encodeURIComponent(password)
  return url.href
}
