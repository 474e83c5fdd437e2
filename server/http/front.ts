// What the pages before the door know of the desk: whether anybody owns it, and its version.
import 'server-only'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { hasOwner } from '#server/db/users.ts'
import { runtime } from '#server/runtime.ts'
import { onceMore } from './once-more.ts'

const Package = z.object({ version: z.string() })

export function deskHasOwner(): Promise<boolean> {
  return onceMore(() => hasOwner(runtime().db.sql))
}

/** The desk runs in its own folder, and the web process may read this file there. */
export async function deskVersion(): Promise<string> {
  const text = await readFile(join(process.cwd(), 'package.json'), 'utf8')
  return Package.parse(JSON.parse(text)).version
}

/** The one address of the desk, as people type it. */
export function deskHost(): string {
  return new URL(runtime().origin).host
}
