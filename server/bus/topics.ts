// What is said on the live bus, and which process may say, hear, ask or answer it. The relay holds everybody to this table.
import * as z from 'zod/mini'
import { Command } from '#lib/wire/command.ts'
import { JobRun } from '#lib/wire/job.ts'
import { ProcessBeat, type ProcessName } from '#lib/wire/process.ts'
import { Uuid } from '#lib/wire/scalars.ts'

/** One run of one process. */
export type Life = { process: ProcessName; incarnation: string }

type NewsRule<Payload extends z.ZodMiniType> = {
  payload: Payload
  publishers: readonly ProcessName[]
  hearers: readonly ProcessName[]
  /** Whose life the payload speaks of, where nobody may speak for another. */
  lifeOf?: (payload: z.output<Payload>) => Life
}
type QuestionRule<Input extends z.ZodMiniType, Answer extends z.ZodMiniType> = {
  input: Input
  answer: Answer
  askers: readonly ProcessName[]
  answerers: readonly ProcessName[]
}

const news = <P extends z.ZodMiniType>(rule: NewsRule<P>): NewsRule<P> => rule
const question = <I extends z.ZodMiniType, A extends z.ZodMiniType>(
  rule: QuestionRule<I, A>,
): QuestionRule<I, A> => rule

const Share = z.number().check(z.minimum(0), z.maximum(100))

/** News is lossy: whoever misses one reads the row behind it. */
export const NEWS = {
  'process.beat': news({
    payload: ProcessBeat,
    publishers: ['supervisor', 'web', 'engine', 'strategy-host', 'jobs'],
    hearers: ['web', 'engine'],
    lifeOf: beat => beat,
  }),
  'job.changed': news({ payload: JobRun, publishers: ['jobs'], hearers: ['web'] }),
  'command.changed': news({
    payload: z.strictObject({ user_id: Uuid, command: Command }),
    publishers: ['engine'],
    hearers: ['web'],
  }),
  'backup.progress': news({
    payload: z.strictObject({ job_id: Uuid, progress_pct: Share, message: z.string() }),
    publishers: ['supervisor'],
    hearers: ['jobs'],
  }),
} as const

export const QUESTIONS = {
  'backup.make': question({
    input: z.strictObject({ job_id: Uuid, correlation_id: z.string() }),
    answer: z.strictObject({ backup: z.string(), bytes: z.int() }),
    askers: ['jobs'],
    answerers: ['supervisor'],
  }),
} as const

export type NewsTopic = keyof typeof NEWS
export type NewsPayload<T extends NewsTopic> = z.output<(typeof NEWS)[T]['payload']>
export type QuestionName = keyof typeof QUESTIONS
export type QuestionInput<Q extends QuestionName> = z.output<(typeof QUESTIONS)[Q]['input']>
export type QuestionAnswer<Q extends QuestionName> = z.output<(typeof QUESTIONS)[Q]['answer']>

export const NewsTopic = z.enum(Object.keys(NEWS) as [NewsTopic, ...NewsTopic[]])
export const QuestionName = z.enum(Object.keys(QUESTIONS) as [QuestionName, ...QuestionName[]])
