// Every route of the API as a test asks it: by its contract, on a desk with people.
import { join } from 'node:path'
import { API } from '#lib/wire/api.ts'
import type { AnyContract } from '#lib/wire/contract.ts'
import { Problem } from '#lib/wire/problem.ts'
import { asServer } from '#server/http/as-server.ts'
import { call, type Handler, openTestDesk, type Sent, type TestDesk } from '#server/http/test-desk.ts'
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

/** Status, code and first field of a refusal. */
export function refusal({ status, body }: Answer): [status: number, code: string, field?: string] {
  const { code, errors } = Problem.parse(body)
  const field = errors?.[0]?.field
  return field === undefined ? [status, code] : [status, code, field]
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
