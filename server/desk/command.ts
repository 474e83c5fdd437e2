// What a command of the operator's tool is: its words, what it needs, and what it answers to a person and to a program.
import type { Result } from '#lib/base/result.ts'
import type { Auth } from '#server/auth/auth.ts'
import type { Owners, Place, Tell } from '#server/backup/place.ts'
import type { Clock } from '#server/clock.ts'
import type { Db } from '#server/db/client.ts'
import type { Settings } from '#server/settings.ts'

/** What the supervisor says of itself and its processes. */
export type Report = {
  pid: number
  address: string
  build: string
  started_at: number
  is_ready: boolean
  database: string
  processes: readonly {
    process: string
    state: string
    pid: number | null
    restarts: number
    since_at: number
  }[]
}

/** What a command may reach, opened only when it asks. */
export type Ground = {
  readonly settings: Settings
  readonly clock: Clock
  readonly dataDir: string
  /** The address people open. */
  readonly origin: string
  readonly place: Place
  /** Where a relative path of the person's begins. */
  readonly cwd: string
  owners(): Owners
  askSupervisor(): Promise<Report | undefined>
  /** As the owner of the database. */
  withDatabase<T>(work: (db: Db) => Promise<Result<T, string>>): Promise<Result<T, string>>
  /** The password of the database's owner in this data folder, made when there is none. */
  ownerPassword(dataDir: string): string
  /** Typed unseen at the terminal, or the first line of what is piped in. */
  askPassword(): Promise<Result<string, string>>
  /** As the web process has it, from the same secret. */
  auth(): Auth
  tell: Tell
}

export type Answer = {
  /** For a person. */
  lines: readonly string[]
  /** For a program: one object. */
  json: Readonly<Record<string, unknown>>
  /** It looked, and what it found is not well. */
  isBad?: boolean
}

export type Asked = { words: readonly string[]; options: Readonly<Record<string, string | true>> }

export type DeskCommand = {
  name: string
  /** Words after the name, each needed. */
  words: readonly string[]
  /** Options it takes: with a value by this name, or alone. */
  options: Readonly<Record<string, string | true>>
  /** Options without which it does nothing. */
  needs: readonly string[]
  about: string
  run(ground: Ground, asked: Asked): Promise<Result<Answer, string>>
}
