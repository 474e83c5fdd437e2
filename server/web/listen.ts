// Opens the port and closes it in order: what is being answered may end, what is idle goes at once.
import { once } from 'node:events'
import type { Server } from 'node:http'
import { SECOND_MS } from '#lib/base/time.ts'

const FINISH_WITHIN_MS = 4 * SECOND_MS

export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE'
    throw new Error(`cannot listen on ${host}:${port}${isTaken ? ': the port is taken' : ''}`, { cause })
  }
}

export async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const patience = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS)
  await closed
  clearTimeout(patience)
}
