// Every route of the API as a test asks it: by its contract, on a desk with people.
import type { AnyContract } from '#lib/wire/contract.ts'
import { Problem } from '#lib/wire/problem.ts'
import type { Db } from '#server/db/client.ts'
import { asServer } from './as-server.ts'
import { call, openTestDesk, type Sent, type TestDesk } from './test-desk.ts'
import { walkRoutes } from './test-routes.ts'

export type Answer = { status: number; body: unknown; headers: Headers }
export type Wish = Omit<Sent, 'path' | 'method'> & { params?: Record<string, string> }
export type Told = { action: string; actor: unknown; detail: Record<string, unknown> }
export type AskedDesk = TestDesk & {
  ask(contract: AnyContract, wish: Wish): Promise<Answer>
  /** Rows of the audit log about this object, oldest first. */
  audited(object: string): Promise<Told[]>
}
type Scratch = { db: Db; urls: { web: string }; drop(): Promise<void> }

/** `folder` holds the route files; the database goes with the desk. */
export async function openAskedDesk(scratch: Scratch, folder: string): Promise<AskedDesk> {
  asServer()
  const desk = await openTestDesk(scratch)
  const { ways } = await walkRoutes(folder)
  return {
    ...desk,
    ask: async (contract, wish) => {
      const way = ways.find(one => one.contract.name === contract.name)
      if (way === undefined) throw new Error(`nobody keeps ${contract.name}`)
      const { method, path } = contract
      const response = await call(way.handler, { ...wish, method, path: filled(path, wish.params) })
      const text = await response.text()
      const body: unknown = text === '' ? undefined : JSON.parse(text)
      return { status: response.status, body, headers: response.headers }
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

function filled(path: string, params: Record<string, string> = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
}

/** Status, code and first field of a refusal. */
export function refusal({ status, body }: Answer): [status: number, code: string, field?: string] {
  const { code, errors } = Problem.parse(body)
  const field = errors?.[0]?.field
  return field === undefined ? [status, code] : [status, code, field]
}
