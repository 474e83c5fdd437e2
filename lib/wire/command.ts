// A wish of a person on its way to the engine: accepted as a row, settled by the engine alone.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { Nothing, Time, Uuid } from './scalars.ts'

/** `check-road` walks the whole road of a command, from browser to engine and back, and moves no money. */
export const CommandKind = z.enum(['check-road'])
export type CommandKind = z.infer<typeof CommandKind>

const CommandState = z.enum(['pending', 'done', 'refused'])

export const Command = z.strictObject({
  id: Uuid,
  kind: CommandKind,
  state: CommandState,
  outcome: z.nullable(z.record(z.string(), z.unknown())),
  created_at: Time,
  claimed_at: z.nullable(Time),
  settled_at: z.nullable(Time),
})
export type Command = z.infer<typeof Command>

export const CheckRoad = contract({
  name: 'CheckRoad',
  method: 'POST',
  path: '/api/v1/commands/check-road',
  summary:
    'Send a command that does nothing to the engine and see it come back on the stream, topic `commands`',
  access: 'trader',
  scope: 'trade',
  effect: 'write',
  params: Nothing,
  query: Nothing,
  body: Nothing,
  reply: Command,
  status: 202,
  refusals: [],
})

export const ReadCommand = contract({
  name: 'ReadCommand',
  method: 'GET',
  path: '/api/v1/commands/{id}',
  summary: 'One command of yours and what became of it',
  access: 'viewer',
  scope: 'read',
  effect: 'read',
  params: z.strictObject({ id: Uuid }),
  query: Nothing,
  body: Nothing,
  reply: Command,
  status: 200,
  refusals: ['NOT_FOUND'],
})
