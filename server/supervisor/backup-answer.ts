// Makes a backup when the jobs process asks for one: the operator's own tool does it, as a process of its own with the rights
// that reach the cluster's files, and its progress goes out on the bus.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Bus } from '#server/bus/bus.ts'
import { type Environment, settingsFor } from '#server/env.ts'
import { BackupMade, BackupProgress } from '#server/ipc.ts'
import type { Log } from '#server/log.ts'

type BackupGround = { readonly root: string; readonly environment: Environment; readonly log: Log }
type Made = z.output<typeof BackupMade>
type Tell = (progress: BackupProgress) => void
/** Starts it at once, so that whoever wants to end it can. */
type Making = { readonly made: Promise<Made>; end(): Promise<void> }

const SAID_LENGTH_MAX = 2_000
/** The result names what was counted, table by table. */
const RESULT_LENGTH_MAX = 256 * 1024
/** Asked to end, it takes down the PostgreSQL that was to prove the copy. */
const END_PATIENCE_MS = 2_000

export type BackupAnswer = { close(): Promise<void> }

/** One at a time: a second that asks is refused. */
export function answerBackups(bus: Bus, ground: BackupGround): BackupAnswer {
  let making: Making | undefined
  const deafen = bus.answer('backup.make', async ({ job_id: jobId, correlation_id }) => {
    if (making !== undefined) throw new Error('a backup is being made already')
    const tell: Tell = progress => bus.publish('backup.progress', { job_id: jobId, ...progress })
    making = makeBackup(ground, jobId, tell)
    try {
      return await making.made
    } catch (error) {
      ground.log.error('backup_failed', { job_id: jobId, correlation_id, error })
      throw error
    } finally {
      making = undefined
    }
  })
  return {
    async close() {
      deafen()
      await making?.end()
    },
  }
}

function makeBackup({ root, environment }: BackupGround, jobId: string, tell: Tell): Making {
  const words = [join(root, 'server/desk.ts'), 'backup', '--job', jobId, '--json']
  const desk = spawn(process.execPath, words, {
    cwd: root,
    env: { ...settingsFor('desk', environment), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = new Promise<number | null>((resolve, reject) => {
    desk.once('error', reject)
    desk.once('close', resolve)
  })
  return {
    made: resultOf(desk, closed, tell),
    async end() {
      desk.kill('SIGTERM')
      const late = setTimeout(() => desk.kill('SIGKILL'), END_PATIENCE_MS)
      await closed.finally(() => clearTimeout(late))
    },
  }
}

type Desk = ChildProcessByStdio<null, Readable, Readable>

async function resultOf(desk: Desk, closed: Promise<number | null>, tell: Tell): Promise<Made> {
  let result = ''
  let said = ''
  desk.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    result = (result + chunk).slice(-RESULT_LENGTH_MAX)
  })
  createInterface({ input: desk.stderr }).on('line', line => {
    const progress = parseProgress(line)
    if (progress === undefined) said = line.slice(0, SAID_LENGTH_MAX)
    else tell(progress)
  })
  const code = await closed
  if (code === 0) return BackupMade.parse(JSON.parse(result))
  const message = said || `it ended with ${code}`
  tell({ progress_pct: 0, message })
  throw new Error(`the backup failed: ${message}`)
}

function parseProgress(line: string): BackupProgress | undefined {
  try {
    const parsed = BackupProgress.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined // words of another kind: kept as what it said last
  }
}
