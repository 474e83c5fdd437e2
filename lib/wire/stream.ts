// The stream contract: a topic is a table of rows. A subscriber gets the whole table once, then only rows that changed.
import * as z from 'zod/mini'
import { Command } from './command.ts'
import { JobRun } from './job.ts'
import { ProcessBeat } from './process.ts'
import { Role } from './role.ts'
import { Time } from './scalars.ts'

export const TopicName = z.enum(['processes', 'jobs', 'commands'])
export type TopicName = z.infer<typeof TopicName>

type TopicRule<Row extends z.ZodMiniType> = {
  row: Row
  key: (row: z.output<Row>) => string
  access: Role
  /** A personal topic shows each person their own rows only. */
  personal: boolean
}
const topic = <Row extends z.ZodMiniType>(rule: TopicRule<Row>): TopicRule<Row> => rule

export const TOPICS = {
  processes: topic({ row: ProcessBeat, key: row => row.incarnation, access: 'viewer', personal: false }),
  jobs: topic({ row: JobRun, key: row => row.id, access: 'viewer', personal: false }),
  commands: topic({ row: Command, key: row => row.id, access: 'viewer', personal: true }),
} as const satisfies Record<TopicName, unknown>

export type TopicRow<T extends TopicName> = z.output<(typeof TOPICS)[T]['row']>

export const StreamAsk = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('subscribe'), topic: TopicName }),
  z.strictObject({ type: z.literal('unsubscribe'), topic: TopicName }),
])
export type StreamAsk = z.infer<typeof StreamAsk>

export const StreamNews = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('snapshot'),
    topic: TopicName,
    sequence: z.int(),
    at: Time,
    rows: z.array(z.unknown()),
  }),
  z.strictObject({
    type: z.literal('delta'),
    topic: TopicName,
    sequence: z.int(),
    at: Time,
    rows: z.array(z.unknown()),
    gone: z.array(z.string()),
  }),
  /** Who listens, as the desk knows them now: first of all, and again whenever the role has changed. */
  z.strictObject({ type: z.literal('you'), role: Role }),
  z.strictObject({ type: z.literal('beat'), at: Time }),
  z.strictObject({
    type: z.literal('error'),
    code: z.enum(['BAD_MESSAGE', 'UNKNOWN_TOPIC', 'FORBIDDEN', 'TOO_FAST', 'SESSION_ENDED', 'TOO_SLOW']),
    message: z.string(),
    topic: z.optional(TopicName),
  }),
])
export type StreamNews = z.infer<typeof StreamNews>

export const STREAM_LIMITS = {
  payloadBytesMax: 64 * 1024,
  messagesPerSecondMax: 20,
  socketsPerUserMax: 10,
  backlogBytesMax: 1024 * 1024,
  beatEveryMs: 5_000,
  sessionRecheckMs: 30_000,
} as const
