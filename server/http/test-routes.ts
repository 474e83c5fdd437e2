// Every way through the API as it stands in the folder of its route files, for tests that try all of them.
import { randomUUID } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { API } from '#lib/wire/api.ts'
import type { AnyContract } from '#lib/wire/contract.ts'
import { Enter, Leave, ReadFormToken } from '#lib/wire/door.ts'
import { Problem, type ProblemCode } from '#lib/wire/problem.ts'
import { call, type Handler, type Sent } from './test-desk.ts'

/** The door of next-auth is no part of the API, and keeps the rules of one: it is one file for each path below it. */
const DOOR: readonly AnyContract[] = [ReadFormToken, Enter, Leave]
export const EVERY_CONTRACT: readonly AnyContract[] = [...API, ...DOOR]
/** Every path that is nobody's. */
export const NOBODYS = '[[...path]]/route.ts'
const NEXT_AUTH = 'auth/[...nextauth]/route.ts'

export type Way = { readonly contract: AnyContract; readonly handler: Handler }
/** A handler of a route file that no contract of its path names. */
export type Stray = { readonly method: string; readonly path: string; readonly handler: Handler }
export type Walk = { readonly files: readonly string[]; readonly ways: Way[]; readonly strays: Stray[] }

export async function walkRoutes(folder: string): Promise<Walk> {
  const files = globSync('**/route.ts', { cwd: folder }).filter(file => file !== NOBODYS)
  const walk: Walk = { files: files.toSorted(), ways: [], strays: [] }
  for (const file of walk.files) {
    const handlers: Record<string, Handler> = await import(join(folder, file))
    for (const path of pathsOf(file)) {
      for (const [method, handler] of Object.entries(handlers)) {
        const contract = EVERY_CONTRACT.find(one => one.path === path && one.method === method)
        if (contract === undefined) walk.strays.push({ method, path, handler })
        else walk.ways.push({ contract, handler })
      }
    }
  }
  return walk
}

function pathsOf(file: string): readonly string[] {
  if (file === NEXT_AUTH) return DOOR.map(({ path }) => path)
  return [`/api/${file.replace('/route.ts', '').replaceAll(/\[(\w+)\]/g, '{$1}')}`]
}

/** One try of one way, with ids that are nobody's where none is given. */
export function tryWay({ contract, handler }: Way, sent: Partial<Sent>): Promise<Response> {
  const path = contract.path.replaceAll(/\{\w+\}/g, () => randomUUID())
  return call(handler, { method: contract.method, path, ...sent })
}

/** By its code, where it is a refusal. */
export async function outcomeOf(response: Response): Promise<ProblemCode | 'DONE'> {
  return response.ok ? 'DONE' : Problem.parse(await response.json()).code
}
