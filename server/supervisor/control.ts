// The lock on a data folder and the way to ask its holder: one socket, named after the folder, that the system takes back
// whatever happens to the process. A second desk on the folder is told who holds it; `desk health` asks how it goes.
import { createHash } from 'node:crypto'
import { realpathSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { ProcessName } from '#lib/wire/process.ts'

export const KeptProcess = z.strictObject({
  process: ProcessName,
  state: z.enum(['starting', 'ready', 'waiting', 'crash-loop', 'stopping', 'stopped']),
  pid: z.nullable(z.int()),
  restarts: z.int(),
  /** Of what it is in now. */
  since_at: z.int(),
})
export type KeptProcess = z.infer<typeof KeptProcess>

export const ControlAnswer = z.strictObject({
  pid: z.int(),
  address: z.string(),
  build: z.string(),
  started_at: z.int(),
  is_ready: z.boolean(),
  database: z.enum(['starting', 'embedded', 'outside', 'down']),
  processes: z.array(KeptProcess),
})
export type ControlAnswer = z.infer<typeof ControlAnswer>

export type Hold = { release(): Promise<void> }

const ANSWER_BYTES_MAX = 64 * 1024
const ANSWER_WITHIN_MS = 2_000
const TRIES_MAX = 3

/** Refused with what the holder says of itself, or with nothing when it says nothing. */
export async function holdDataFolder(
  dataDir: string,
  answer: () => ControlAnswer,
): Promise<Result<Hold, ControlAnswer | undefined>> {
  const path = socketPath(dataDir)
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const server = await listen(path, answer)
    if (server !== undefined) return ok({ release: () => close(server) })
    const holder = await askControl(dataDir)
    if (holder !== undefined || isAbstract(path)) return refused(holder)
    rmSync(path, { force: true }) // a file that nobody answers behind: its owner was killed
  }
  return refused(undefined)
}

/** What the desk on this data folder says of itself; nothing when none runs. */
export function askControl(dataDir: string): Promise<ControlAnswer | undefined> {
  return new Promise(resolve => {
    const socket = createConnection(socketPath(dataDir))
    let heard = ''
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy())
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      heard += chunk
      if (heard.length > ANSWER_BYTES_MAX) socket.destroy()
    })
    socket.on('error', () => socket.destroy()) // nobody there: `close` follows with nothing heard
    socket.on('close', () => resolve(parse(heard)))
  })
}

function parse(text: string): ControlAnswer | undefined {
  try {
    const parsed = ControlAnswer.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined // cut short, or not a desk: nobody we know
  }
}

/** Linux keeps a name without a file, which dies with its process; elsewhere it is a file. */
function socketPath(dataDir: string): string {
  const name = `plimsoll-${createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

function isAbstract(path: string): boolean {
  return path.startsWith('\0') || path.startsWith('\\')
}

function listen(path: string, answer: () => ControlAnswer): Promise<Server | undefined> {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => socket.destroy()) // whoever asked went away
    socket.end(`${JSON.stringify(answer())}\n`)
  })
  server.unref()
  return new Promise((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'EADDRINUSE') resolve(undefined)
      else reject(fault)
    })
    server.listen(path, () => resolve(server))
  })
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => server.close(() => resolve()))
}
