// Every route of the API as a test asks it: by its contract, on a desk with people, each with a password and an app.
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { UserId } from '#lib/base/id.ts'
import { API } from '#lib/wire/api.ts'
import type { AnyContract } from '#lib/wire/contract.ts'
import { asServer } from '#server/http/as-server.ts'
import { call, type Handler, openTestDesk, type Sent, type TestDesk } from '#server/http/test-desk.ts'
import { runtime } from '#server/runtime.ts'
import { scratchDatabase } from '#server/testing/database.ts'

export type Answer = { status: number; body: unknown; headers: Headers }
export type Wish = Omit<Sent, 'path' | 'method'> & { params?: Record<string, string>; query?: string }
export type AskedDesk = Omit<TestDesk, 'close'> & {
  ask(contract: AnyContract, wish: Wish): Promise<Answer>
  /** Rows of the audit log about this object, oldest first. */
  audited(object: string): Promise<{ action: string; actor: unknown; detail: Record<string, unknown> }[]>
  close(): Promise<void>
}

export async function openAskedDesk(): Promise<AskedDesk> {
  asServer()
  const scratch = await scratchDatabase()
  const desk = await openTestDesk(scratch)
  return {
    ...desk,
    ask: async (contract, wish) => {
      const response = await call(await handlerOf(contract), {
        ...wish,
        method: contract.method,
        path: pathOf(contract, wish),
      })
      const text = await response.text()
      return {
        status: response.status,
        body: text === '' ? undefined : JSON.parse(text),
        headers: response.headers,
      }
    },
    audited: async object => {
      const rows = await scratch.db.sql<{ action: string; actor: string; detail: string }>({
        text: 'SELECT action, actor, detail FROM audit_entries WHERE object = $1 ORDER BY sequence',
        values: [object],
      })
      return rows.map(({ action, actor, detail }) => ({
        action,
        actor: JSON.parse(actor),
        detail: JSON.parse(detail),
      }))
    },
    close: async () => {
      await desk.close()
      await scratch.drop()
    },
  }
}

async function handlerOf({ name, path, method }: AnyContract): Promise<Handler> {
  if (!API.some(one => one.name === name)) throw new Error(`${name} is not on the list of the API`)
  const folder = path.replace('/api/', '').replaceAll(/\{(\w+)\}/g, '[$1]')
  const handlers: Record<string, Handler> = await import(join(import.meta.dirname, folder, 'route.ts'))
  const handler = handlers[method]
  if (handler === undefined) throw new Error(`${folder} has no ${method}`)
  return handler
}

function pathOf({ path }: AnyContract, { params = {}, query = '' }: Wish): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '') + query
}

export type App = { seed: string; codeAt(at: number): string }

export function appOf(seed: string): App {
  const totp = new TOTP({ secret: Secret.fromBase32(seed), algorithm: 'SHA1', digits: 6, period: 30 })
  return { seed, codeAt: timestamp => totp.generate({ timestamp }) }
}

/** Gives a person a password and an app, as joining would. */
export async function giveLogin(
  { db }: Pick<TestDesk, 'db'>,
  userId: UserId,
  password: string,
): Promise<App> {
  const { auth } = runtime()
  const seed = new Secret({ size: 20 }).base32
  const hash = await auth.passwords.hash(password)
  if (!hash.ok) throw new Error(hash.error)
  await db.sql({
    text: 'UPDATE users SET password_hash = $2, totp_seed = $3, totp_step = 0 WHERE id = $1::uuid',
    values: [userId, hash.value, auth.seeds.seal(userId, seed)],
  })
  return appOf(seed)
}
