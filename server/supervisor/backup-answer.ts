// Makes a backup when the jobs process asks for one: the operator's own tool does it, as a process of its own with the rights
// that reach the cluster's files, and its progress goes out on the bus.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { z } from 'zod'
import type { Bus } from '#server/bus/bus.ts'
import { type Environment, settingsFor } from '#server/env.ts'
import { BackupMade, BackupProgress } from '#server/ipc.ts'

type BackupGround = { readonly root: string; readonly environment: Environment }
type Made = z.output<typeof BackupMade>
type Tell = (progress: BackupProgress) => void

const SAID_LENGTH_MAX = 2_000

export type BackupAnswer = { close(): void }

/** One at a time: a second that asks is refused. */
export function answerBackups(bus: Bus, ground: BackupGround): BackupAnswer {
  const ending = new AbortController()
  let isMaking = false
  const deafen = bus.answer('backup.make', async ({ job_id: jobId }) => {
    if (isMaking) throw new Error('a backup is being made already')
    isMaking = true
    try {
      const tell: Tell = progress => bus.publish('backup.progress', { job_id: jobId, ...progress })
      return await makeBackup(ground, tell, ending.signal)
    } finally {
      isMaking = false
    }
  })
  return {
    close() {
      deafen()
      ending.abort()
    },
  }
}

async function makeBackup(ground: BackupGround, tell: Tell, signal: AbortSignal): Promise<Made> {
  const { root, environment } = ground
  const desk = spawn(process.execPath, [join(root, 'server/desk.ts'), 'backup', '--json'], {
    cwd: root,
    env: { ...settingsFor('desk', environment), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  let result = ''
  let said = ''
  desk.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    result = (result + chunk).slice(-SAID_LENGTH_MAX)
  })
  createInterface({ input: desk.stderr }).on('line', line => {
    const progress = parseProgress(line)
    if (progress === undefined) said = line.slice(0, SAID_LENGTH_MAX)
    else tell(progress)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    desk.once('error', reject)
    desk.once('close', resolve)
  })
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
