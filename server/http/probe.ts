// The two questions of whoever watches the process from outside; the answers tell a stranger nothing else.
import 'server-only'
import { runtime } from '#server/runtime.ts'

/** This process answers. */
export function alive(): Response {
  return plain(200, 'ok')
}

/** This process can do its work: its database answers. */
export async function readiness(): Promise<Response> {
  return (await runtime().isReady()) ? plain(200, 'ready') : plain(503, 'not ready')
}

function plain(status: number, word: string): Response {
  return new Response(`${word}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
